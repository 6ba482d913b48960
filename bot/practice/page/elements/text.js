/** Fields to type in: one line, several lines, numbers, addresses. */

import { debounce, h } from "../dom.js";
import { plainOf } from "../mrkdwn.js";
import { act, naming, valueOf } from "./act.js";

const LONGEST = 3000;
const TYPING_WAIT = 300;

function counter(element, input) {
  const most = element.max_length ?? LONGEST;
  const node = h("div", { class: "counter", "aria-hidden": "true" });
  const show = () => {
    const length = [...input.value].length;
    // Slack's own limit of 3,000 only matters to somebody who comes near it.
    node.hidden = element.max_length === undefined && length < LONGEST * 0.8;
    node.textContent = `${length} / ${most}`;
    node.classList.toggle("over", length > most);
  };
  input.addEventListener("input", show);
  show();
  return node;
}

/** Keeps what is typed, and tells the app at the moments it asked for. */
function wire(element, context, input) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const keep = () => {
    context.surface.form.set(context.blockId, element.action_id, { value: input.value || null });
    context.touched?.();
  };
  const tell = () => act(element, context, { value: input.value || null });
  const soon = debounce(TYPING_WAIT, tell);
  input.addEventListener("input", () => {
    keep();
    if (context.dispatches && triggers.includes("on_character_entered")) soon();
  });
  input.addEventListener("keydown", (event) => {
    const enter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!enter || !context.dispatches || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    event.stopPropagation();
    soon.cancel();
    tell();
  });
}

const value = (element, context) => valueOf(element, context).value ?? "";

export function textInput(element, context) {
  const common = { ...naming(element, context), class: "field-control", placeholder: plainOf(element.placeholder), props: { value: value(element, context) } };
  const input = element.multiline ? h("textarea", { ...common, rows: 4 }) : h("input", { ...common, type: "text" });
  wire(element, context, input);
  return h("div", { class: "text-field" }, input, counter(element, input));
}

export function numberInput(element, context) {
  const input = h("input", {
    ...naming(element, context), type: "number", class: "field-control number", placeholder: plainOf(element.placeholder),
    min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? "any" : "1",
    inputmode: element.is_decimal_allowed ? "decimal" : "numeric", props: { value: value(element, context) },
  });
  // Turning the wheel over a page must not change a number in a form.
  input.addEventListener("wheel", () => input.blur(), { passive: true });
  wire(element, context, input);
  return input;
}

export const singleLine = (type, example) => (element, context) => {
  const input = h("input", {
    ...naming(element, context), type, class: "field-control", autocomplete: "off",
    placeholder: plainOf(element.placeholder) || example, props: { value: value(element, context) },
  });
  wire(element, context, input);
  return input;
};

/** What is wrong with a typed value before it is sent, or null. */
export function typedProblem(element, stored, input) {
  if (element.type === "number_input") return numberProblem(element, stored, input);
  if (!stored.value) return null;
  const length = [...stored.value].length;
  const most = element.max_length ?? LONGEST;
  if (element.type === "plain_text_input") {
    if (element.min_length && length < element.min_length) return `Write at least ${element.min_length} characters.`;
    if (length > most) return `Shorten this by ${length - most} ${length - most === 1 ? "character" : "characters"}: at most ${most} fit.`;
  }
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(stored.value)) return "Enter a valid e-mail address.";
  if (element.type === "url_text_input" && !/^https?:\/\/\S+$/i.test(stored.value)) return "Enter a valid address that starts with https://.";
  return null;
}

function numberProblem(element, stored, input) {
  if (input?.validity?.badInput) return "Enter a number.";
  if (!stored.value) return null;
  const number = Number(stored.value);
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) return `Enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `Enter ${element.max_value} or less.`;
  return null;
}
