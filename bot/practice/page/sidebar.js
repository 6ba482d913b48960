/** The list on the left: who I am, Home, channels, the direct message with Cairn. */

import { avatar } from "./avatar.js";
import { h, reconcile } from "./dom.js";
import { icon, said } from "./icons.js";
import { menuButton } from "./menu.js";
import { routeTo } from "./route.js";
import { themeToggle } from "./theme.js";

const ICONS = { channel: "hash", private: "lock", dm: "message" };

function entry({ href, glyph, label, current, unread, note }) {
  return h("a", {
    href, class: `place${current ? " current" : ""}${unread ? " unread" : ""}`, "aria-current": current ? "page" : undefined,
  },
    glyph, h("span", { class: "place-name" }, label),
    note && h("span", { class: "sr-only" }, note),
    unread ? h("span", { class: "unread-count", title: `${unread} unread` }, String(unread), h("span", { class: "sr-only" }, " unread")) : null);
}

function arrows(nav) {
  nav.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey) return;
    const links = [...nav.querySelectorAll("a.place")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

export function createSidebar(store, { switchTo, openSwitcher }) {
  const team = h("h1", { class: "team" });
  const mePlace = h("div", { class: "me" });
  const lists = { home: h("div"), channels: h("div"), dms: h("div") };
  const nav = h("nav", { class: "places", "aria-label": "Places" },
    lists.home,
    h("h2", { class: "places-title" }, "Channels"), lists.channels,
    h("h2", { class: "places-title" }, "Direct messages"), lists.dms);
  arrows(nav);
  const search = h("button", { type: "button", class: "icon-button", title: "Jump to… (Ctrl+K)", on: { click: openSwitcher } }, icon("search"), said("Jump to…"));
  const node = h("aside", { class: "sidebar" },
    h("header", { class: "sidebar-head" }, team, search, themeToggle()), nav, mePlace);

  const people = () => [...store.people.values()].map((person) => ({
    label: person.real_name ?? person.name, note: person.title, icon: avatar(person), checked: person.id === store.person,
    run: () => switchTo(person.id),
  }));

  function renderMe() {
    const me = store.who(store.person);
    if (!me) return;
    const name = me.real_name ?? me.name;
    reconcile(mePlace, [{
      key: me.id, sig: name + me.title,
      make: () => menuButton({ class: "me-button", title: "Be somebody else" },
        [avatar(me), h("span", { class: "me-words" }, h("span", { class: "me-name" }, name), h("span", { class: "me-title" }, me.title), h("span", { class: "sr-only" }, "Switch person")), icon("chevron", 16)],
        people, { label: "Switch person", heading: "Be somebody else" }),
    }]);
  }

  function item(conversation) {
    const current = store.place?.id === conversation.id;
    const props = {
      href: routeTo(store.person, conversation.id), current, unread: current ? 0 : conversation.unread, label: conversation.name,
      glyph: conversation.kind === "dm" ? avatar(store.bot, "tiny") : icon(ICONS[conversation.kind], 16),
      note: conversation.kind === "private" ? " (private channel)" : undefined,
    };
    return { key: conversation.id, sig: JSON.stringify([props, store.person]), make: () => entry(props) };
  }

  function render() {
    team.textContent = store.team.name;
    renderMe();
    const atHome = store.place?.kind === "home";
    reconcile(lists.home, [{
      key: "home", sig: `${atHome} ${store.person}`,
      make: () => entry({ href: routeTo(store.person, "home"), glyph: icon("home", 17), label: "Home", current: atHome }),
    }]);
    reconcile(lists.channels, store.conversations.filter((one) => one.kind !== "dm").map(item));
    reconcile(lists.dms, store.conversations.filter((one) => one.kind === "dm").map(item));
  }

  for (const topic of ["people", "conversations", "place"]) store.on(topic, render);
  return { node };
}
