/** Slack's mrkdwn as DOM nodes. Text only ever becomes text nodes: nothing in it can turn into markup. */

import { h } from "./dom.js";
import { emojiOf, withEmoji } from "./emoji.js";
import { namedEmoji, words } from "./glyphs.js";
import { fillDate } from "./time.js";

const LINK_SCHEMES = /^(https?:\/\/|mailto:|tel:)/i;

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A link that cannot do anything but lead to a page, or plain text when the address is of another kind. */
export function safeLink(url, ...children) {
  if (!LINK_SCHEMES.test(url)) return h("span", {}, ...children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "link" }, ...children);
}

/** The chip of a person or a channel; `names` is {person(id), channel(id)}. */
export function mention(kind, id, names, fallback) {
  const name = (kind === "person" ? names.person(id) : names.channel(id)) ?? fallback ?? id;
  const own = kind === "person" && names.me === id;
  return h("span", { class: own ? "mention own" : "mention" }, (kind === "person" ? "@" : "#") + name);
}

function special(body) {
  const [command, fallback] = body.split(/\|(.*)/s);
  const date = /^date\^(\d+)\^([^^]*)(?:\^(.*))?$/s.exec(command);
  if (date) {
    const words = fillDate(unescape(date[2]), Number(date[1]));
    const time = h("time", { datetime: new Date(Number(date[1]) * 1000).toISOString() }, words);
    return date[3] ? safeLink(unescape(date[3]), time) : time;
  }
  const word = command.split("^")[0];
  if (["here", "channel", "everyone"].includes(word)) return h("span", { class: "mention" }, `@${word}`);
  return document.createTextNode(unescape(fallback ?? `<!${body}>`));
}

function entity(body, names) {
  if (body.startsWith("!")) return special(body.slice(1));
  const [target, label] = body.split(/\|(.*)/s);
  if (/^@[UW]\w+$/.test(target)) return mention("person", target.slice(1), names, label && unescape(label));
  if (/^#[CG]\w+$/.test(target)) return mention("channel", target.slice(1), names, label && unescape(label));
  const url = unescape(target);
  if (!LINK_SCHEMES.test(url)) return document.createTextNode(unescape(`<${body}>`));
  return safeLink(url, label ? withEmoji(unescape(label)) : url.replace(/^mailto:/, ""));
}

const shortName = (name) => {
  const char = emojiOf(name);
  return char && namedEmoji(char, name);
};

const STYLES = { "*": "strong", _: "em", "~": "s" };
// One alternative for each inline form; a style mark opens only before a non-space and closes only
// after one, with no letter or digit on its outer sides, as Slack has it.
const INLINE = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    "(?<![\\p{L}\\p{N}*_~])([*_~])(?=\\S)((?:(?!\\3)[^\\n]|(?<=\\s)\\3|\\3(?=[\\p{L}\\p{N}]))*?[^\\s\\n])\\3(?![\\p{L}\\p{N}])",
    ":([a-z0-9_+-]+(?:::skin-tone-\\d)?):",
    "(https?:\\/\\/[^\\s<>|]+[^\\s<>|.,;:!?)\\]'\"])",
  ].join("|"),
  "gu",
);

function inline(text, names) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > end) nodes.push(...words(unescape(text.slice(end, found.index))));
    const [whole, code, body, mark, styled, emoji, url] = found;
    if (code !== undefined) nodes.push(h("code", {}, unescape(code)));
    else if (body !== undefined) nodes.push(entity(body, names));
    else if (mark !== undefined) nodes.push(h(STYLES[mark], {}, ...inline(styled, names)));
    else if (emoji !== undefined) nodes.push(shortName(emoji) ?? whole);
    else nodes.push(safeLink(unescape(url), unescape(url)));
    end = found.index + whole.length;
  }
  if (end < text.length) nodes.push(...words(unescape(text.slice(end))));
  return nodes;
}

const LINE_KINDS = [
  ["quote", /^(?:&gt;|>) ?(.*)$/],
  ["bullet", /^\s*[•◦▪-] +(.*)$/],
  ["number", /^\s*(\d{1,3})\. +(.*)$/],
];

function kindOf(line) {
  for (const [kind, pattern] of LINE_KINDS) {
    const found = pattern.exec(line);
    if (found) return { kind, text: found[found.length - 1], number: kind === "number" ? Number(found[1]) : null };
  }
  return { kind: "plain", text: line, number: null };
}

const BUILD = {
  plain: (lines, names) => h("div", { class: "lines" }, ...joined(lines, names)),
  quote: (lines, names) => h("blockquote", {}, ...joined(lines, names)),
  bullet: (lines, names) => h("ul", {}, ...lines.map((line) => h("li", {}, ...inline(line.text, names)))),
  number: (lines, names) =>
    h("ol", { start: lines[0].number }, ...lines.map((line) => h("li", { value: line.number }, ...inline(line.text, names)))),
};

const joined = (lines, names) => lines.flatMap((line, index) => [index ? h("br") : "", ...inline(line.text, names)]);

function paragraphs(text, names) {
  const runs = [];
  for (const line of text.split("\n").map(kindOf)) {
    const last = runs.at(-1);
    if (last && last[0].kind === line.kind) last.push(line);
    else runs.push([line]);
  }
  return runs.map((lines) => BUILD[lines[0].kind](lines, names));
}

/** A div with `text` rendered. `names` tells what ids are called. */
export function mrkdwn(text, names) {
  const root = h("div", { class: "mrkdwn" });
  text.split(/```(?:\n)?([\s\S]+?)```\n?/).forEach((part, index) => {
    if (index % 2) root.append(h("pre", {}, unescape(part)));
    else if (part) root.append(...paragraphs(part.replace(/\n$/, index === 0 ? "\n" : ""), names));
  });
  return root;
}

/** A text object of Block Kit: mrkdwn, or plain text with emoji. */
export function textObject(object, names) {
  if (!object) return document.createTextNode("");
  if (object.type === "mrkdwn") return mrkdwn(object.text, names);
  return h("span", {}, ...words(object.emoji === false ? object.text : withEmoji(object.text)));
}

/** The words of a text object with no markup, for labels and announcements. */
export const plainOf = (object) => (object ? withEmoji(object.text) : "");
