/** The question an app may want asked before an action: "Are you sure?" */

import { h, uid } from "./dom.js";
import { plainOf, textObject } from "./mrkdwn.js";
import { showDialog } from "./dialog.js";

/** Asks; the promise holds true only when the person agreed. */
export function confirmFirst(confirm, names) {
  return new Promise((resolve) => {
    const title = uid("confirm");
    const answer = (agreed) => {
      dialog.close();
      resolve(agreed);
    };
    const node = h("dialog", { class: "dialog confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": title },
      h("h2", { id: title }, plainOf(confirm.title)),
      h("div", { class: "confirm-text" }, textObject(confirm.text, names)),
      h("div", { class: "dialog-buttons" },
        h("button", { type: "button", class: "button plain", on: { click: () => answer(false) } }, plainOf(confirm.deny) || "Cancel"),
        h("button", { type: "button", class: `button ${confirm.style ?? "primary"}`, "data-autofocus": true, on: { click: () => answer(true) } }, plainOf(confirm.confirm) || "Yes")));
    const dialog = showDialog(node, { onEscape: () => answer(false) });
  });
}
