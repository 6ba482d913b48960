/** Short notices at the edge of the window, for what went wrong outside of any form. */

import { h } from "./dom.js";
import { icon, said } from "./icons.js";

const STAYS = 12_000;

/** Shows `text` (and, foldable, `detail`); it leaves by itself unless somebody is reading it. */
export function toast(text, detail) {
  const region = document.getElementById("toasts");
  const close = () => node.remove();
  const node = h(
    "div",
    { class: "toast", role: "alert" },
    icon("warn"),
    h("div", { class: "toast-words" }, h("p", {}, text),
      detail && h("details", {}, h("summary", {}, "Details"), h("pre", {}, typeof detail === "string" ? detail : JSON.stringify(detail, null, 2)))),
    h("button", { type: "button", class: "icon-button", on: { click: close } }, icon("close"), said("Dismiss notice")),
  );
  // Inside the open dialog, so that it is neither inert nor covered.
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  (dialog ?? region).append(node);
  const timer = setInterval(() => {
    if (node.matches(":hover, :focus-within") || node.querySelector("details[open]")) return;
    clearInterval(timer);
    close();
  }, STAYS);
}
