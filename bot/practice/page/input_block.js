/** An input of a form: label, control, hint and, when something is missing, what to do about it. */

import { h, uid } from "./dom.js";
import { isEmpty } from "./form.js";
import { plainOf } from "./mrkdwn.js";
import { isGroup, renderElement } from "./elements/index.js";
import { typedProblem } from "./elements/text.js";

const MISSING = "Please complete this required field.";

export function inputBlock(block, { surface }) {
  const { element } = block;
  const [id, label, hint, error, optional] = ["control", "label", "hint", "error", "optional"].map(uid);
  const group = isGroup(element);
  const errorNode = h("div", { id: error, class: "field-error", "aria-live": "polite" });
  const describedby = [block.hint && hint, error, block.optional && optional].filter(Boolean).join(" ");
  const node = h("div", { class: "field", data: { blockId: block.block_id } },
    h("div", { class: "field-label" },
      h("label", { id: label, for: group ? undefined : id }, plainOf(block.label)),
      block.optional && h("span", { class: "field-optional", id: optional }, "(optional)")),
    renderElement(element, {
      surface, blockId: block.block_id, id, describedby, required: !block.optional,
      labelledby: group ? label : undefined, dispatches: block.dispatch_action === true,
      touched: () => setError(node, null),
    }),
    block.hint && h("div", { id: hint, class: "field-hint" }, plainOf(block.hint)),
    errorNode);
  return node;
}

const controlOf = (field) => field.querySelector("[data-action-id]");

/** Shows (or, with null, takes away) what is wrong under one field. */
export function setError(field, text) {
  const error = field.querySelector(":scope > .field-error");
  if (error.textContent === (text ?? "")) return;
  error.textContent = text ?? "";
  field.classList.toggle("wrong", Boolean(text));
  const control = controlOf(field);
  if (text) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}

/** Shows {block_id: text} under the fields of `root`, and moves to the first. Answers those without a field. */
export function showErrors(root, errors) {
  const fields = [...root.querySelectorAll(".field")];
  let first = null;
  for (const field of fields) {
    const text = errors[field.dataset.blockId] ?? null;
    setError(field, text);
    if (text) first ??= field;
  }
  if (first) {
    const control = controlOf(first);
    (control?.matches("input, textarea, button") ? control : control?.querySelector("input"))?.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
  }
  const known = new Set(fields.map((field) => field.dataset.blockId));
  return Object.entries(errors).filter(([block]) => !known.has(block)).map(([, text]) => text);
}

/** What Slack would refuse before it asks the app: {block_id: text}. */
export function problemsOf(blocks, form, root) {
  const problems = {};
  for (const block of blocks.filter((one) => one.type === "input")) {
    const stored = form.get(block.block_id, block.element.action_id);
    if (!stored) continue;
    const field = root.querySelector(`.field[data-block-id="${CSS.escape(block.block_id)}"]`);
    const problem = typedProblem(block.element, stored, field && controlOf(field));
    if (problem) problems[block.block_id] = problem;
    else if (!block.optional && isEmpty(stored)) problems[block.block_id] = MISSING;
  }
  return problems;
}
