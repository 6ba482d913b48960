/** The thread beside the channel. */

import { createComposer } from "./composer.js";
import { h } from "./dom.js";
import { icon, said } from "./icons.js";
import { createMessageList } from "./message_list.js";
import { placeName } from "./state.js";

export function createThread(store, { close }) {
  const under = h("span", { class: "pane-note" });
  const list = createMessageList("Replies");
  const where = () => (store.here && store.thread
    ? { channel: store.here.id, thread_ts: store.thread, label: "Reply…" } : null);
  const composer = createComposer(store, { where, onSent: list.toEnd, withShortcuts: false });
  const node = h("section", { class: "pane thread", "aria-label": "Thread", hidden: true },
    h("header", { class: "pane-head" },
      h("button", { type: "button", class: "icon-button phone-only", title: "Back", on: { click: close } }, icon("back"), said("Back to the channel")),
      h("div", { class: "pane-title" }, h("h2", {}, "Thread"), under),
      h("button", { type: "button", class: "icon-button desktop-only", title: "Close thread", on: { click: close } }, icon("close"), said("Close thread"))),
    list.node, composer.node);
  let shown = null;

  function render() {
    const place = where();
    node.hidden = !place;
    composer.render();
    if (!place) {
      shown = null;
      return;
    }
    under.textContent = placeName(store.here);
    const key = `${place.channel}/${place.thread_ts}`;
    const messages = (store.threads.get(key) ?? []).filter((one) => !store.dismissed.has(one.ts));
    list.render(messages, { channel: place.channel, store, inThread: true, openThread: () => {}, empty: "Loading…" });
    if (shown !== key) {
      shown = key;
      list.toEnd();
      composer.focus();
    }
  }

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  for (const topic of ["place", "thread", "conversations"]) store.on(topic, render);
  return { node };
}
