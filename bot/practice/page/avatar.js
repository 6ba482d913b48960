/** Faces: initials in the person's colour, stones for Cairn. */

import { h } from "./dom.js";

const initials = (person) =>
  (person.real_name ?? person.name).split(/\s+/).filter(Boolean).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();

/** `size` is "", "small" or "tiny". Decoration: the name always stands beside it. */
export function avatar(person, size = "") {
  if (person.is_bot) return h("img", { class: `avatar ${size}`, src: "/static/cairn.svg", alt: "" });
  const node = h("span", { class: `avatar ${size}`, "aria-hidden": "true" }, initials(person));
  if (CSS.supports("color", person.color ?? "")) node.style.setProperty("--person", person.color);
  return node;
}
