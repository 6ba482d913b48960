/** Files as people see them: pictures to look at, others to download. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

export const LARGEST = 10 * 1024 * 1024;

/** A chosen file with its bytes, ready to be sent. */
export async function packed(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return { name: file.name, mimetype: file.type || "application/octet-stream", size: file.size, content: btoa(text) };
}

export const pictureUrl = (block) => block.slack_file?.url ?? block.image_url ?? "";

/** The file's name, as its address ends. */
export const nameIn = (url) => decodeURIComponent(url.split("/").pop());

export function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A picture that opens large; words stand in for it when it can't be loaded. */
export function picture({ url, alt, name }, openImage) {
  const image = h("img", { class: "picture-image", src: url, alt });
  const node = h("button", {
    type: "button", class: "picture", title: "Open large", on: { click: () => openImage({ url, alt, name }, node) },
  }, image);
  image.addEventListener("error", () =>
    node.replaceWith(h("div", { class: "missing-image" }, icon("file"), h("span", {}, alt || "This picture couldn’t be loaded."))));
  return node;
}

function download(file) {
  return h("a", { class: "file", href: file.url, download: file.name },
    icon("file", 22),
    h("span", { class: "file-words" }, h("span", { class: "file-name" }, file.name),
      h("span", { class: "file-note" }, [file.mimetype?.split("/").pop()?.toUpperCase(), file.size && sizeWords(file.size)].filter(Boolean).join(" · "))),
    icon("download"));
}

export const filesNode = (files, openImage) =>
  h("div", { class: "files" }, files.map((file) =>
    file.mimetype?.startsWith("image/")
      ? picture({ url: file.url, alt: file.alt_txt ?? file.name, name: file.name }, openImage)
      : download(file)));
