/** A small picture inside a section or a line of context. */

import { h } from "../dom.js";
import { pictureUrl } from "../files.js";

export function imageElement(element, context) {
  const url = pictureUrl(element);
  const image = h("img", { class: "small-image", src: url, alt: element.alt_text, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "missing-image" }, element.alt_text)));
  if (context.inline) return image;
  return h("button", {
    type: "button", class: "image-button", title: "Open large",
    on: { click: () => context.surface.openImage({ url, alt: element.alt_text, name: element.alt_text }) },
  }, image);
}
