/** The slash commands offered while one types "/" in the composer. */

import { h, uid } from "./dom.js";
import { avatar } from "./avatar.js";
import { clear } from "./dom.js";

/** `complete(command)` puts a command into the field. */
export function createSuggestions(store, input, complete) {
  const list = h("div", { class: "suggestions", role: "listbox", id: uid("commands"), "aria-label": "Slash commands", hidden: true });
  let shown = [];
  let active = 0;

  function mark(index) {
    active = (index + shown.length) % shown.length;
    [...list.querySelectorAll("[role=option]")].forEach((node, at) => {
      node.setAttribute("aria-selected", String(at === active));
      if (at === active) {
        input.setAttribute("aria-activedescendant", node.id);
        node.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function hide() {
    shown = [];
    list.hidden = true;
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", "false");
  }

  const option = (command) =>
    h("div", { role: "option", id: uid("command"), class: "suggestion", on: {
      pointerdown: (event) => event.preventDefault(), click: () => complete(command.command),
    } },
      avatar(store.bot, "small"),
      h("span", { class: "suggestion-words" },
        h("span", { class: "suggestion-line" }, h("strong", {}, command.command), " ", h("span", { class: "suggestion-hint" }, command.usage_hint ?? "")),
        h("span", { class: "suggestion-note" }, command.description)));

  function update() {
    const typed = input.value;
    shown = /^\/\S*$/.test(typed) ? store.commands.filter((one) => one.command.startsWith(typed.toLowerCase())) : [];
    if (!shown.length) return hide();
    clear(list).append(h("div", { class: "suggestions-title", "aria-hidden": "true" }, "Commands of this workspace"), ...shown.map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    return mark(0);
  }

  /** Answers whether the key was meant for the list. */
  function onKey(event) {
    if (!shown.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const whole = shown.some((one) => one.command === input.value.trim());
    if (step) mark(active + step);
    else if (event.key === "Escape") hide();
    // A command typed to its end is meant to be sent.
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !whole)) complete(shown[active].command);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  return { node: list, update, hide, onKey };
}
