/** Buttons: plain, primary, danger, and those that lead to a page. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { plainOf } from "../mrkdwn.js";
import { act } from "./act.js";

const className = (element) => `button ${element.style ?? "plain"}`;

export function button(element, context) {
  const press = (event) =>
    act(element, context, element.value === undefined ? {} : { value: element.value }, event.currentTarget);
  const common = {
    class: className(element), "aria-label": element.accessibility_label, "data-action-id": element.action_id,
    id: context.id, "aria-describedby": context.describedby, on: { click: press },
  };
  if (element.url && /^(https?:|mailto:)/i.test(element.url)) {
    return h("a", { ...common, href: element.url, target: "_blank", rel: "noopener noreferrer" },
      h("span", { class: "button-text" }, plainOf(element.text)), icon("external", 14));
  }
  return h("button", { type: "button", ...common }, h("span", { class: "button-text" }, plainOf(element.text)));
}

/** Workflows belong to Slack itself: the button is shown and cannot be pressed. */
export const workflowButton = (element) =>
  h("button", { type: "button", class: className(element), disabled: true, title: "Workflows run in Slack only" }, plainOf(element.text));
