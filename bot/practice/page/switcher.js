/** Ctrl+K: type a few letters of a channel, Home or a person, and be there. */

import { avatar } from "./avatar.js";
import { attachCombobox } from "./combobox.js";
import { showDialog } from "./dialog.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const KIND_ICONS = { channel: "hash", private: "lock" };

export function openSwitcher(store, { goTo, switchTo }) {
  if (document.querySelector("dialog[open]")) return;
  const places = [
    { label: "Home", key: "home", icon: () => icon("home", 16), run: () => goTo("home") },
    ...store.conversations.map((one) => ({
      label: one.name, note: one.topic, key: one.id, run: () => goTo(one.id),
      icon: () => (one.kind === "dm" ? avatar(store.bot, "tiny") : icon(KIND_ICONS[one.kind], 16)),
    })),
  ];
  const people = [...store.people.values()].filter((one) => one.id !== store.person).map((one) => ({
    label: `Be ${one.real_name ?? one.name}`, note: one.title, key: one.id, icon: () => avatar(one, "tiny"), run: () => switchTo(one.id),
  }));
  const groups = [{ label: "Places", options: places }, { label: "People", options: people }];
  const fits = (query) => (option) => `${option.label} ${option.note ?? ""}`.toLowerCase().includes(query.trim().toLowerCase());
  const input = h("input", { type: "text", class: "field-control", "aria-label": "Jump to", placeholder: "Jump to a channel, Home or a person" });
  const node = h("dialog", { class: "dialog switcher", "aria-modal": "true", "aria-label": "Jump to" }, input);
  const dialog = showDialog(node, { onEscape: () => dialog.close(), focus: () => input });
  const list = attachCombobox(input, {
    anchor: input, isChosen: () => false,
    load: async (query) => ({ groups: groups.map((group) => ({ ...group, options: group.options.filter(fits(query)) })) }),
    pick(option) {
      list.close();
      dialog.close();
      option.run();
    },
  });
  input.addEventListener("input", () => list.refresh(input.value));
  node.addEventListener("click", (event) => event.target === node && dialog.close());
  list.open();
}
