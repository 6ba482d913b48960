/** Slack's rich text as DOM nodes: sections, lists, quotes, preformatted, with styled elements. */

import { h } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { mention, safeLink } from "./mrkdwn.js";
import { namedEmoji, words } from "./glyphs.js";
import { fillDate } from "./time.js";

const WRAPS = [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"], ["code", "code"]];

const LEAVES = {
  text: (e) => h("span", {}, words(e.text)),
  link: (e) => safeLink(e.url, e.text || e.url),
  emoji(e) {
    const char = unicodeOf(e) ?? emojiOf(e.name);
    return char ? namedEmoji(char, e.name) : `:${e.name}:`;
  },
  user: (e, names) => mention("person", e.user_id, names),
  channel: (e, names) => mention("channel", e.channel_id, names),
  usergroup: (e) => h("span", { class: "mention" }, `@${e.usergroup_id}`),
  broadcast: (e) => h("span", { class: "mention" }, `@${e.range}`),
  date: (e) => h("time", {}, fillDate(e.format ?? "{date_short}", Number(e.timestamp))),
  color: (e) => h("code", {}, e.value),
};

const unicodeOf = (e) =>
  e.unicode ? String.fromCodePoint(...e.unicode.split("-").map((code) => Number.parseInt(code, 16))) : null;

function leaf(element, names) {
  const make = LEAVES[element.type];
  let node = make ? make(element, names) : (element.text ?? "");
  for (const [style, tag] of WRAPS) if (element.style?.[style]) node = h(tag, {}, node);
  return node;
}

const leaves = (element, names) => element.elements.map((one) => leaf(one, names));

function list(element, names) {
  const ordered = element.style === "ordered";
  const props = { class: `rich-list indent-${Math.min(element.indent ?? 0, 8)}`, start: ordered ? (element.offset ?? 0) + 1 : undefined };
  return h(ordered ? "ol" : "ul", props, element.elements.map((item) => h("li", {}, leaves(item, names))));
}

const PARTS = {
  rich_text_section: (e, names) => h("div", { class: "lines" }, leaves(e, names)),
  rich_text_list: list,
  rich_text_quote: (e, names) => h("blockquote", {}, leaves(e, names)),
  rich_text_preformatted: (e, names) => h("pre", {}, leaves(e, names)),
};

export const richText = (block, names) =>
  h("div", { class: "mrkdwn rich-text" }, block.elements.map((part) => PARTS[part.type]?.(part, names) ?? null));
