/** Selects of several choices, shown as tokens that can be taken out again. */

import { h } from "../dom.js";
import { icon, said } from "../icons.js";
import { attachCombobox } from "../combobox.js";
import { plainOf } from "../mrkdwn.js";
import { change, naming, valueOf } from "./act.js";
import { chosenOption, loaderOf, stateKey } from "./options.js";

export const MULTI_SELECTS = [
  "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
];

const keyOf = (raw) => (typeof raw === "object" ? raw.value : raw);

function token(option, remove) {
  return h("span", { class: "token" }, h("span", { class: "token-text" }, option.label),
    h("button", { type: "button", class: "token-remove", on: { click: remove } }, icon("close", 12), said(`Remove ${option.label}`)));
}

export function multiSelect(element, context) {
  const key = stateKey(element);
  const most = element.max_selected_items ?? Infinity;
  const values = () => valueOf(element, context)[key];
  const input = h("input", { ...naming(element, context), type: "text", class: "tokens-input" });
  const box = h("div", { class: "tokens" }, input);
  const show = () => {
    for (const old of box.querySelectorAll(".token")) old.remove();
    input.before(...values().map((raw) => token(chosenOption(element, context, raw), () => drop(raw))));
    input.placeholder = values().length ? "" : plainOf(element.placeholder) || "Select options";
  };
  const take = async (next) => {
    const done = change(element, context, { [key]: next }, box);
    show();
    if (!(await done)) show();
  };
  const drop = (raw) => {
    take(values().filter((one) => keyOf(one) !== keyOf(raw)));
    input.focus();
  };
  const toggle = (option) => {
    input.value = "";
    if (values().some((one) => keyOf(one) === option.key)) drop(option.raw);
    else if (values().length < most) take([...values(), option.raw]);
  };
  const own = loaderOf(element, context);
  const load = async (query) =>
    values().length >= most ? { note: `Up to ${most} can be chosen. Remove one first.` } : own(query);
  const list = attachCombobox(input, {
    anchor: box, load, keepOpen: true,
    isChosen: (option) => values().some((one) => keyOf(one) === option.key), pick: toggle,
  });
  box.addEventListener("click", (event) => {
    if (event.target.closest(".token")) return;
    input.focus();
    if (!list.isOpen) list.open(input.value);
  });
  input.addEventListener("input", () => (list.isOpen ? list.refresh(input.value) : list.open(input.value)));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !input.value && values().length) drop(values().at(-1));
  });
  input.addEventListener("blur", () => {
    list.close();
    input.value = "";
  });
  show();
  return box;
}
