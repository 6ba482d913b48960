/** A picture as large as the window allows, with its words, the original and a download. */

import { h } from "./dom.js";
import { icon, said } from "./icons.js";
import { showDialog } from "./dialog.js";

export function openLightbox({ url, alt, name }) {
  const close = () => dialog.close();
  const image = h("img", { src: url, alt, class: "lightbox-image" });
  const stage = h("div", { class: "lightbox-stage" }, image);
  // Real size on request: a map has more in it than a screen shows.
  image.addEventListener("click", () => stage.classList.toggle("real-size"));
  stage.addEventListener("click", (event) => {
    if (event.target === stage) close();
  });
  const node = h("dialog", { class: "lightbox", "aria-modal": "true", role: "dialog", "aria-label": `Picture: ${name || alt}` },
    h("div", { class: "lightbox-bar" },
      h("span", { class: "lightbox-name" }, name || "Picture"),
      h("a", { class: "icon-button", href: url, target: "_blank", rel: "noopener", title: "Open original" }, icon("external"), said("Open original")),
      h("a", { class: "icon-button", href: url, download: name || "", title: "Download" }, icon("download"), said("Download")),
      h("button", { type: "button", class: "icon-button", title: "Close", "data-autofocus": true, on: { click: close } }, icon("close"), said("Close picture"))),
    stage,
    alt && h("p", { class: "lightbox-alt" }, alt));
  const dialog = showDialog(node, { onEscape: close });
}
