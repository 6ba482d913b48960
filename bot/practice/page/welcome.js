/** A few words at the first visit: where one is, and what this person might try. */

import { h } from "./dom.js";
import { icon, said } from "./icons.js";
import { recall, remember } from "./memory.js";

const TRIES = {
  frontline: ["/pain The queue was too long", "/touchpoint list", "/journey map"],
  support: ["/pain The refund took three weeks", "/pain list", "/journey map"],
  product: ["/touchpoint Checkout page @ Purchase via website", "/pain list", "/journey map"],
  facilitator: ["/journey stages", "/touchpoint list", "/journey map"],
  leader: ["/journey map", "/pain list", "/journey help"],
};

const NOTES = {
  "/pain": "log what a customer ran into",
  "/pain list": "see what hurts most",
  "/touchpoint": "add a touchpoint in one line",
  "/touchpoint list": "see where customers meet us",
  "/journey map": "draw the whole journey",
  "/journey stages": "look after the stages",
  "/journey help": "everything Cairn can do",
};

const noteOf = (text) => NOTES[text] ?? NOTES[text.split(" ")[0]];

function triesOf(person) {
  const role = Object.keys(TRIES).find((key) => `${person?.role ?? ""}`.toLowerCase().includes(key));
  return TRIES[role ?? "frontline"];
}

/** `offer(text)` puts a try into the composer. Nothing is shown once it was dismissed. */
export function createWelcome(store, offer) {
  const node = h("section", { class: "welcome", "aria-label": "Welcome" });
  function render() {
    node.hidden = recall("welcomed") === "yes" || store.place?.kind !== "conversation";
    if (node.hidden) return;
    const me = store.who(store.person);
    node.replaceChildren(
      h("div", { class: "welcome-words" },
        h("h3", {}, "A practice workspace: nothing leaves this computer by itself"),
        h("p", {}, `You are ${me?.name ?? "somebody"}${me?.title ? `, ${me.title}` : ""}. Try one of these; Enter sends it. Only a KPI that you connect asks another server.`)),
      h("div", { class: "tries" }, triesOf(me).map((text) =>
        h("button", { type: "button", class: "try", on: { click: () => offer(text) } },
          h("code", {}, text), h("span", { class: "try-note" }, noteOf(text))))),
      h("button", { type: "button", class: "icon-button welcome-close", title: "Dismiss", on: { click: dismiss } }, icon("close"), said("Dismiss welcome")));
  }
  function dismiss() {
    remember("welcomed", "yes");
    render();
  }
  store.on("place", render);
  store.on("people", render);
  // A small screen needs the room once somebody has found the way.
  return { node, used: () => node.classList.add("used") };
}
