/** Radio buttons and checkboxes: all choices in sight. */

import { h, uid } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { change, naming, valueOf } from "./act.js";

function choice(type, option, { name, checked, autofocus, names, onChange }) {
  const id = uid("choice");
  const note = option.description ? `${id}-note` : undefined;
  const input = h("input", {
    type, id, name, class: "choice-input", "aria-describedby": note, "data-autofocus": autofocus,
    props: { checked, value: option.value }, on: { change: onChange },
  });
  return { input, node: h("div", { class: "choice" }, input,
    h("div", { class: "choice-words" },
      h("label", { for: id }, textObject(option.text, names)),
      option.description && h("div", { class: "choice-note", id: note }, textObject(option.description, names)))) };
}

function group(element, context, type, isChecked, collect) {
  const { "data-autofocus": autofocus, ...named } = naming(element, context);
  const name = uid("choices");
  const take = async () => {
    if (!(await change(element, context, collect(inputs.map(({ input }) => input.checked)), node))) show();
  };
  const show = () => inputs.forEach(({ input }, index) => { input.checked = isChecked(element.options[index]); });
  const inputs = element.options.map((option, index) =>
    choice(type, option, {
      name, checked: isChecked(option), names: context.surface.names, onChange: take,
      autofocus: index === 0 ? autofocus : undefined,
    }));
  const node = h("div", { ...named, class: "choices", role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": context.labelledby },
    inputs.map((one) => one.node));
  return node;
}

export const radioButtons = (element, context) =>
  group(element, context, "radio",
    (option) => valueOf(element, context).selected_option?.value === option.value,
    (checks) => ({ selected_option: element.options[checks.indexOf(true)] ?? null }));

export const checkboxes = (element, context) =>
  group(element, context, "checkbox",
    (option) => valueOf(element, context).selected_options.some((one) => one.value === option.value),
    (checks) => ({ selected_options: element.options.filter((_, index) => checks[index]) }));
