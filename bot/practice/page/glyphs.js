/** Emoji on a machine without an emoji font: left out of sight rather than shown as empty boxes. */

import { h } from "./dom.js";

// With the space after it, so that nothing is indented by what isn't there.
const EMOJI = /((?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic})* ?)/u;
const NO_SUCH_GLYPH = "\u{10FFFE}";
const SIZE = 20;

const known = new Map();
let pen = null;

function pixels(text) {
  pen ??= Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE }).getContext("2d", { willReadFrequently: true });
  pen.clearRect(0, 0, SIZE, SIZE);
  pen.font = `14px ${getComputedStyle(document.body).fontFamily}`;
  pen.textBaseline = "top";
  pen.fillText(text, 2, 2);
  return pen.getImageData(0, 0, SIZE, SIZE).data.join();
}

/** Whether some font of this machine has the character. */
function canDraw(emoji) {
  const char = String.fromCodePoint(emoji.codePointAt(0));
  if (!known.has(char)) known.set(char, pixels(char) !== pixels(NO_SUCH_GLYPH));
  return known.get(char);
}

/** Text as nodes, emoji that can't be drawn hidden (and still there for screen readers and copying). */
export function words(text) {
  if (!EMOJI.test(text)) return [text];
  return text.split(EMOJI).filter(Boolean).map((part) =>
    EMOJI.test(part) && !canDraw(part) ? h("span", { class: "undrawn" }, part) : part);
}

/** An emoji by its short name: its picture, or its name where that can't be drawn. */
export const namedEmoji = (char, name) =>
  canDraw(char) ? char : h("span", { class: "emoji-name" }, name.replaceAll("_", " "));
