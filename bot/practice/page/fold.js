/** Long text folds, with "See more", as Slack folds long sections. */

import { h } from "./dom.js";

const LONG = 900;
const MANY_LINES = 20;

const isLong = (text) => text.length > LONG || text.split("\n").length > MANY_LINES;

/** `node` itself, or folded in a box when its `text` is long. */
export function folded(node, text) {
  if (!isLong(text)) return node;
  const box = h("div", { class: "fold" }, node);
  const button = h("button", { type: "button", class: "link-button", "aria-expanded": "false" }, "See more");
  button.addEventListener("click", () => {
    const open = box.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "See less" : "See more";
  });
  return h("div", {}, box, button);
}
