/** A text field with a list of choices under it (the ARIA combobox pattern), for every kind of select. */

import { h, clear, uid } from "./dom.js";
import { showPopup } from "./popup.js";

function optionNode(option, index, chosen, pick) {
  return h(
    "div",
    {
      role: "option", id: uid("option"), class: "option", "aria-selected": String(chosen), data: { index },
      on: { click: () => pick(option) },
    },
    option.icon?.(),
    h("span", { class: "option-words" },
      h("span", { class: "option-label" }, option.label),
      option.note && h("span", { class: "option-note" }, option.note)),
  );
}

/**
 * `load(query)` answers a promise of {groups: [{label?, options: [{label, note?, raw}]}]} or {note};
 * `pick(option)` takes a choice; `isChosen(option)` marks those taken; `keepOpen` for several choices.
 */
export function attachCombobox(input, { anchor, load, pick, isChosen, keepOpen = false }) {
  const list = h("div", { role: "listbox", class: "popup listbox", id: uid("listbox"), "aria-label": "Choices", "aria-multiselectable": keepOpen ? "true" : undefined });
  // A press on the list must not take the focus out of the field.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  let popup = null;
  let flat = [];
  let active = -1;
  let turn = 0;

  function mark(index) {
    active = flat.length ? (index + flat.length) % flat.length : -1;
    flat.forEach(({ node }, at) => node.classList.toggle("active", at === active));
    const node = flat[active]?.node;
    if (node) input.setAttribute("aria-activedescendant", node.id);
    else input.removeAttribute("aria-activedescendant");
    node?.scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    pick(option);
    if (keepOpen) refresh(input.value);
    else close();
  }

  function show({ groups = [], note }) {
    clear(list);
    flat = [];
    for (const group of groups) {
      const into = group.label ? h("div", { role: "group", class: "option-group", "aria-label": group.label }, h("div", { class: "option-heading", "aria-hidden": "true" }, group.label)) : list;
      for (const option of group.options) {
        const node = optionNode(option, flat.length, isChosen(option), choose);
        flat.push({ node, option });
        into.append(node);
      }
      if (into !== list && group.options.length) list.append(into);
    }
    if (note || !flat.length) list.append(h("div", { class: "option-empty", role: "presentation" }, note ?? "No results"));
    const chosen = flat.findIndex(({ option }) => isChosen(option));
    mark(!keepOpen && !input.value.trim() && chosen >= 0 ? chosen : 0);
    popup?.place();
  }

  async function refresh(query) {
    const mine = (turn += 1);
    const loading = setTimeout(() => mine === turn && popup && show({ note: "Loading…" }), 120);
    const found = await load(query);
    clearTimeout(loading);
    if (mine === turn && popup) show(found);
  }

  function open(query = "") {
    if (!popup) {
      clear(list).append(h("div", { class: "option-empty", role: "presentation" }, "Loading…"));
      popup = showPopup(list, anchor, { width: "anchor" });
      input.setAttribute("aria-expanded", "true");
      input.setAttribute("aria-controls", list.id);
    }
    refresh(query);
  }

  function close() {
    if (!popup) return;
    turn += 1;
    popup.close();
    popup = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      if (popup) mark(active + step);
      else open();
    } else if (event.key === "Enter" && popup && flat[active]) choose(flat[active].option);
    else if (event.key === "Enter" && !popup) open();
    else if (event.key === "Escape" && popup) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off", spellcheck: "false" })) {
    input.setAttribute(name, value);
  }
  input.addEventListener("keydown", onKey);
  return { open, close, refresh, get isOpen() { return popup !== null; } };
}
