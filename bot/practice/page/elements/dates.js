/** Dates and times, with the browser's own pickers. */

import { h } from "../dom.js";
import { change, naming, valueOf } from "./act.js";

function field(type, key, toState, fromState) {
  return (element, context) => {
    const show = () => fromState(valueOf(element, context)[key]);
    const input = h("input", {
      ...naming(element, context), type, class: `field-control ${type}`, props: { value: show() },
      on: {
        change: async () => {
          if (!(await change(element, context, { [key]: toState(input.value) }, input))) input.value = show();
        },
        // Typed digits count before the field is left, so that Enter can submit them.
        input: () => context.dispatches || change(element, context, { [key]: toState(input.value) }),
      },
    });
    return input;
  };
}

const pad = (number) => String(number).padStart(2, "0");

function localMoment(seconds) {
  if (!seconds) return "";
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

const same = (text) => text || null;

export const dateField = field("date", "selected_date", same, (value) => value ?? "");
export const timeField = field("time", "selected_time", same, (value) => value ?? "");
export const dateTimeField = field(
  "datetime-local", "selected_date_time",
  (text) => (text ? Math.floor(new Date(text).getTime() / 1000) : null),
  localMoment,
);
