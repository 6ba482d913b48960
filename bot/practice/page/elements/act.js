/** What all elements share: telling the app about a press or a choice, asking first where it wants that. */

import { confirmFirst } from "../confirm.js";

/** Sends one action; answers whether it was sent (false when the person decided against it). */
export async function act(element, context, payload, node) {
  if (element.confirm && !(await confirmFirst(element.confirm, context.surface.names))) return false;
  node?.classList.add("working");
  try {
    await context.surface.act(context.blockId, { action_id: element.action_id, type: element.type, ...payload });
  } finally {
    node?.classList.remove("working");
  }
  return true;
}

/** Keeps a new value, and tells the app when the block says so. Answers false when it was taken back. */
export async function change(element, context, payload, node) {
  const before = { ...context.surface.form.get(context.blockId, element.action_id) };
  const put = (value) => context.surface.form.set(context.blockId, element.action_id, value);
  put(payload);
  context.touched?.();
  if (!context.dispatches) return true;
  const sent = await act(element, context, payload, node);
  if (!sent) put(before);
  return sent;
}

export const valueOf = (element, context) => context.surface.form.get(context.blockId, element.action_id);

/** The attributes that tie a control to its label, hint and error. */
export const naming = (element, context) => ({
  id: context.id,
  "aria-describedby": context.describedby,
  "aria-label": context.label,
  "aria-required": context.required ? "true" : undefined,
  "data-action-id": element.action_id,
  "data-autofocus": element.focus_on_load || undefined,
});
