/** One message: who, when, the words or blocks, files, replies, and what can be done with it. */

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { filesNode } from "./files.js";
import { folded } from "./fold.js";
import { icon, said } from "./icons.js";
import { openLightbox } from "./lightbox.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { createSurface, namesOf } from "./surface.js";
import { fullTime, timeOf } from "./time.js";
import { toast } from "./toast.js";

function words(message, channel, store) {
  const body = h("div", { class: "message-body" });
  // What people type is shown as they typed it; its blocks only repeat that.
  if (message.blocks?.length && (message.bot || message.ephemeral || !message.text)) {
    const surface = createSurface(store, {
      kind: "message", onError: (text) => toast(text),
      target: () => ({ channel, message_ts: message.ts, ephemeral: message.ephemeral }),
    });
    const blocks = h("div", { class: "blocks" });
    renderBlocks(blocks, message.blocks, surface);
    body.append(blocks);
  } else if (message.text) {
    body.append(folded(mrkdwn(message.text, namesOf(store)), message.text));
  }
  if (message.edited) body.append(h("span", { class: "edited", title: "This message was changed" }, "(edited)"));
  if (message.files?.length) body.append(filesNode(message.files, openLightbox));
  return body;
}

const byTouch = window.matchMedia("(hover: none)");

function moreMenu(message, channel, store, openReplies) {
  const shortcuts = store.shortcuts.filter((one) => one.type === "message");
  if (!shortcuts.length && !(openReplies && byTouch.matches)) return null;
  const run = async (shortcut) => {
    const answer = await api.shortcut({ person: store.person, callback_id: shortcut.callback_id, channel, message_ts: message.ts });
    if (!answer.ok) toast(answer.error);
  };
  // A thumb has no room for two buttons beside each message.
  const reply = { label: "Reply in thread", icon: icon("reply", 20), run: openReplies };
  const entries = () => [
    ...(openReplies && byTouch.matches ? [reply] : []),
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name, note: shortcut.description, icon: avatar(store.bot, "tiny"), run: () => run(shortcut),
    })),
  ];
  return menuButton({ class: "icon-button", title: "More actions" }, [icon("more"), said("More actions")], entries,
    { label: "More actions", align: "end" });
}

function toolbar(message, channel, store, { openThread, inThread }) {
  if (message.ephemeral) return null;
  const openReplies = inThread ? null : () => openThread(message.ts);
  return h("div", { class: "toolbar" },
    openReplies && h("button", { type: "button", class: "icon-button reply-button", title: "Reply in thread", on: { click: openReplies } }, icon("reply"), said("Reply in thread")),
    moreMenu(message, channel, store, openReplies));
}

function replies(message, openThread) {
  if (!message.reply_count) return null;
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h("button", { type: "button", class: "replies", on: { click: () => openThread(message.ts) } }, icon("reply", 16), count);
}

function onlyYou(message, store) {
  const dismiss = () => {
    store.dismissed.add(message.ts);
    store.emit("messages", "thread");
  };
  return h("div", { class: "only-you" }, icon("eye", 14), h("span", {}, "Only visible to you"), h("span", { "aria-hidden": "true" }, "·"),
    h("button", { type: "button", class: "link-button", on: { click: dismiss } }, "Dismiss"));
}

/** `grouped`: the one before is by the same author, moments ago, so that name and face are not repeated. */
export function messageNode(message, { channel, store, grouped, openThread, inThread = false }) {
  const author = store.who(message.user) ?? { name: message.user ?? "Somebody" };
  const time = h("time", { class: "message-time", datetime: new Date(Number(message.ts) * 1000).toISOString(), title: fullTime(message.ts) }, timeOf(message.ts));
  return h("article", {
    class: `message${grouped ? " grouped" : ""}${message.ephemeral ? " ephemeral" : ""}`,
    tabindex: -1, "aria-label": `${author.name}, ${timeOf(message.ts)}`, data: { ts: message.ts },
  },
    h("div", { class: "gutter" }, grouped ? time : avatar(author)),
    h("div", { class: "message-main" },
      message.ephemeral && onlyYou(message, store),
      !grouped && h("div", { class: "message-head" },
        h("span", { class: "author" }, author.real_name ?? author.name),
        (author.is_bot || message.bot) && h("span", { class: "badge" }, "App"),
        time),
      words(message, channel, store),
      !inThread && replies(message, openThread)),
    toolbar(message, channel, store, { openThread, inThread }));
}
