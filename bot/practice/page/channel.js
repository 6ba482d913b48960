/** The pane in the middle: a conversation or Home, with its head, its banner and the composer. */

import { createComposer } from "./composer.js";
import { clear, h } from "./dom.js";
import { createHome } from "./home.js";
import { icon, said } from "./icons.js";
import { createMessageList } from "./message_list.js";
import { placeName } from "./state.js";
import { createWelcome } from "./welcome.js";

const KIND_ICONS = { channel: "hash", private: "lock", dm: "message" };

function banner(store) {
  const node = h("div", { class: "banner", role: "status", hidden: true });
  store.on("connection", () => {
    const text = store.online
      ? (store.connected ? "" : "Cairn is not connected yet. Commands and buttons work as soon as it is.")
      : "The practice workspace doesn’t answer. Trying again…";
    node.hidden = !text;
    node.textContent = text;
  });
  return node;
}

const EMPTY = {
  dm: "This is the beginning of your messages with Cairn. Nobody else reads them.",
  channel: "This is the beginning of the channel. Type / to see what Cairn can do.",
};

export function createChannel(store, { back, openThread }) {
  const title = h("h2");
  const topic = h("span", { class: "pane-note" });
  const list = createMessageList("Messages");
  const home = createHome(store);
  const where = () => (store.here ? { channel: store.here.id, label: `Message ${placeName(store.here)}` } : null);
  const onSent = () => {
    list.toEnd();
    welcome.used();
  };
  const composer = createComposer(store, { where, onSent });
  const welcome = createWelcome(store, composer.offer);
  const node = h("main", { class: "pane main" },
    h("header", { class: "pane-head" },
      h("button", { type: "button", class: "icon-button phone-only", title: "Back", on: { click: back } }, icon("back"), said("Back to the list")),
      h("div", { class: "pane-title" }, title, topic)),
    banner(store), welcome.node, list.node, home.node, composer.node);
  let shown = null;

  function renderHead() {
    const { here } = store;
    const name = here ? here.name : "Home";
    clear(title).append(icon(here ? KIND_ICONS[here.kind] : "home", 18), h("span", {}, name));
    topic.textContent = here ? (here.topic ?? "") : "What Cairn has for you";
    document.title = `${here ? placeName(here) : "Home"} · ${store.team.name || "Practice workspace"}`;
  }

  function renderMessages() {
    const { here } = store;
    if (!here) return;
    const known = store.messages.get(here.id);
    const messages = (known ?? []).filter((one) => !store.dismissed.has(one.ts));
    list.render(messages, {
      channel: here.id, store, openThread,
      empty: known ? EMPTY[here.kind === "dm" ? "dm" : "channel"] : "Loading…",
    });
  }

  function render() {
    const { here } = store;
    const atHome = store.place?.kind === "home";
    list.node.hidden = !here;
    composer.node.hidden = !here;
    home.node.hidden = !atHome;
    renderHead();
    composer.render();
    if (atHome) home.render();
    renderMessages();
    const key = `${store.person} ${store.place?.id ?? store.place?.kind}`;
    if (here && shown !== key) {
      list.label(placeName(here));
      list.toEnd();
    }
    shown = key;
  }

  for (const name of ["place", "conversations"]) store.on(name, render);
  store.on("messages", renderMessages);
  function showSpotlight() {
    const ts = store.spotlight;
    store.spotlight = null;
    if (ts && store.here) list.spotlight(ts);
  }

  return { node, showSpotlight, focus: composer.focus, focusMessages: () => list.node.focus() };
}
