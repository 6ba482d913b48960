/** Cairn's Home: a page of blocks made for one person. */

import { api } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { clear, h } from "./dom.js";
import { createSurface } from "./surface.js";
import { toast } from "./toast.js";

/** Fetches Home, which also tells Cairn that somebody looks at it. */
export async function loadHome(store) {
  const { person, home } = store;
  const { view } = await api.home(person);
  // A newer Home may have come by the stream while this one was on its way.
  if (store.person !== person || store.home !== home) return;
  store.home = view;
  store.emit("home");
}

export function createHome(store) {
  const body = h("div", { class: "home-body" });
  const node = h("div", { class: "home", tabindex: -1 }, body);
  let surface = null;
  let shownFor = null;

  function render() {
    if (store.place?.kind !== "home") return;
    const view = store.home;
    if (!view) {
      surface = null;
      clear(body).append(h("p", { class: "empty" }, view === null ? "Cairn hasn’t put anything here yet. It will as soon as it is connected." : "Loading…"));
      return;
    }
    if (!surface || shownFor !== `${store.person} ${view.id}`) {
      shownFor = `${store.person} ${view.id}`;
      surface = createSurface(store, { kind: "home", target: () => ({ view_id: store.home.id }), onError: (text) => toast(text) });
      clear(body);
    }
    renderBlocks(body, view.blocks, surface);
  }

  store.on("home", render);
  return { node, render };
}
