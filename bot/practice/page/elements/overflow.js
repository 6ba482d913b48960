/** The "…" menu of a section or a row of actions. */

import { icon, said } from "../icons.js";
import { menuButton } from "../menu.js";
import { plainOf } from "../mrkdwn.js";
import { act } from "./act.js";

export function overflow(element, context) {
  const entries = () => element.options.map((option) => ({
    label: plainOf(option.text),
    note: option.description && plainOf(option.description),
    run: () => {
      if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
      act(element, context, { selected_option: option }, button);
    },
  }));
  const button = menuButton(
    { class: "button plain square", id: context.id, title: "More options", "data-action-id": element.action_id },
    [icon("more"), said(context.label ? `More: ${context.label}` : "More options")], entries, { label: "More options", align: "end" },
  );
  return button;
}
