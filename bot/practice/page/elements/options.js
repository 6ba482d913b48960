/** Where the choices of a select come from: the block itself, the app (as one types), people or channels. */

import { plainOf } from "../mrkdwn.js";
import { avatar } from "../avatar.js";
import { icon } from "../icons.js";

const TYPE_AHEAD_WAIT = 250;
const LEAST_TYPED = 3;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** A choice of Block Kit as the combobox shows it. */
export const shown = (option) => ({
  label: plainOf(option.text), note: option.description && plainOf(option.description), key: option.value, raw: option,
});

const person = (one) => ({ label: one.real_name ?? one.name, note: one.title, key: one.id, raw: one.id, icon: () => avatar(one, "tiny") });

const channel = (one) => ({
  label: one.name, key: one.id, raw: one.id, icon: () => icon(one.kind === "dm" ? "message" : one.kind === "private" ? "lock" : "hash", 15),
});

function matching(groups, query) {
  const wanted = fold(query.trim());
  const fits = (option) => !wanted || fold(`${option.label} ${option.note ?? ""}`).includes(wanted);
  return { groups: groups.map((group) => ({ ...group, options: group.options.filter(fits) })) };
}

const grouped = (holder) =>
  holder.option_groups
    ? holder.option_groups.map((group) => ({ label: plainOf(group.label), options: group.options.map(shown) }))
    : [{ options: (holder.options ?? []).map(shown) }];

function external(element, context) {
  const least = element.min_query_length ?? LEAST_TYPED;
  let timer = 0;
  return (query) =>
    new Promise((resolve) => {
      clearTimeout(timer);
      const missing = least - query.trim().length;
      if (missing > 0) {
        resolve({ note: missing === 1 ? "Type one more letter" : `Type ${query.trim() ? `${missing} more` : `at least ${missing}`} letters` });
        return;
      }
      // Opening the list asks at once; typing waits until the person pauses.
      timer = setTimeout(async () => {
        const answer = await context.surface.options(context.blockId, element.action_id, query.trim());
        const failed = answer.ok === false || !(answer.options || answer.option_groups);
        resolve(failed ? { note: answer.error ?? "The list couldn’t be loaded. Try again." } : { groups: grouped(answer) });
      }, query ? TYPE_AHEAD_WAIT : 0);
    });
}

/** The `load` of a combobox for this element. */
export function loaderOf(element, context) {
  const { surface } = context;
  if (element.type.endsWith("external_select")) return external(element, context);
  const source = () => {
    if (element.type.endsWith("users_select")) return [{ options: surface.people().map(person) }];
    if (element.type.endsWith("static_select")) return grouped(element);
    const kinds = element.type.endsWith("channels_select") ? ["channel"] : ["channel", "private", "dm"];
    return [{ options: surface.conversations().filter((one) => kinds.includes(one.kind)).map(channel) }];
  };
  return async (query) => matching(source(), query);
}

/** The choice that a stored value stands for. */
export function chosenOption(element, context, raw) {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === "object") return shown(raw);
  const { surface } = context;
  if (element.type.endsWith("users_select")) {
    return person(surface.people().find((one) => one.id === raw) ?? { id: raw, name: raw });
  }
  return channel(surface.conversations().find((one) => one.id === raw) ?? { id: raw, name: raw });
}

/** The key in the state of this kind of select: selected_option, selected_users, … */
export function stateKey(element) {
  const many = element.type.startsWith("multi_") ? "s" : "";
  for (const what of ["user", "conversation", "channel"]) {
    if (element.type.includes(`${what}s_select`)) return `selected_${what}${many}`;
  }
  return `selected_option${many}`;
}
