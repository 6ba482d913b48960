/** Selects of one choice, each with search. */

import { h } from "../dom.js";
import { icon, said } from "../icons.js";
import { attachCombobox } from "../combobox.js";
import { plainOf } from "../mrkdwn.js";
import { change, naming, valueOf } from "./act.js";
import { chosenOption, loaderOf, stateKey } from "./options.js";

export const SELECTS = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];

export function select(element, context) {
  const key = stateKey(element);
  const chosen = () => chosenOption(element, context, valueOf(element, context)[key]);
  const input = h("input", {
    ...naming(element, context), type: "text", class: "field-control select-control",
    placeholder: plainOf(element.placeholder) || "Select an option",
  });
  const clearButton = h("button", { type: "button", class: "icon-button select-clear", tabindex: -1, title: "Clear" }, icon("close", 14), said("Clear choice"));
  const box = h("div", { class: "select" }, input, clearButton, icon("chevron", 16));
  const show = () => {
    input.value = chosen()?.label ?? "";
    clearButton.hidden = !chosen() || context.required || context.dispatches;
  };
  const take = async (raw) => {
    const done = change(element, context, { [key]: raw }, box);
    show();
    if (!(await done)) show();
  };
  const list = attachCombobox(input, {
    anchor: box, load: loaderOf(element, context),
    isChosen: (option) => option.key === chosen()?.key,
    pick: (option) => take(option.raw),
  });
  const openWhole = () => {
    if (list.isOpen) return;
    list.open("");
    input.select();
  };
  input.addEventListener("click", openWhole);
  input.addEventListener("input", () => (list.isOpen ? list.refresh(input.value) : list.open(input.value)));
  input.addEventListener("blur", () => {
    list.close();
    if (!input.value.trim() && chosen() && !context.dispatches) take(null);
    else show();
  });
  clearButton.addEventListener("click", () => {
    take(null);
    input.focus();
  });
  show();
  return box;
}
