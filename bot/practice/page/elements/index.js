/** Which module draws which element of Block Kit. */

import { button, workflowButton } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { dateField, timeField, dateTimeField } from "./dates.js";
import { fileInput } from "./file.js";
import { imageElement } from "./image.js";
import { overflow } from "./overflow.js";
import { select, SELECTS } from "./select.js";
import { multiSelect, MULTI_SELECTS } from "./multi_select.js";
import { textInput, numberInput, singleLine } from "./text.js";
import { h } from "../dom.js";

const ELEMENTS = {
  button,
  workflow_button: workflowButton,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: dateField,
  timepicker: timeField,
  datetimepicker: dateTimeField,
  file_input: fileInput,
  image: imageElement,
  overflow,
  plain_text_input: textInput,
  number_input: numberInput,
  email_text_input: singleLine("email", "name@example.org"),
  url_text_input: singleLine("url", "https://…"),
  ...Object.fromEntries(SELECTS.map((type) => [type, select])),
  ...Object.fromEntries(MULTI_SELECTS.map((type) => [type, multiSelect])),
};

/** Elements that are a group of controls and not one: they are named by their group. */
export const isGroup = (element) => ["radio_buttons", "checkboxes"].includes(element.type);

export const placeholderFor = (what) =>
  h("div", { class: "unsupported" }, `This practice workspace doesn’t show “${what}” yet. In Slack it works.`);

export function renderElement(element, context) {
  const make = ELEMENTS[element.type];
  return make ? make(element, context) : placeholderFor(element.type);
}
