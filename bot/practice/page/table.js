/** The table block; on a narrow screen it scrolls inside its own box. */

import { h } from "./dom.js";
import { richText } from "./rich_text.js";

const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 });

function cellWords(cell, names) {
  if (cell.type === "rich_text") return richText(cell, names);
  if (cell.type === "raw_number") return cell.text ?? numbers.format(cell.value ?? cell.number);
  return cell.text ?? "";
}

export function table(block, { surface }) {
  const align = (column) => block.column_settings?.[column]?.align ?? "left";
  const row = (cells, index) =>
    h("tr", {}, cells.map((cell, column) =>
      h(index === 0 ? "th" : "td", {
        scope: index === 0 ? "col" : undefined,
        class: `align-${align(column)}${block.column_settings?.[column]?.is_wrapped ? " wrapped" : ""}`,
      }, cellWords(cell, surface.names))));
  const [head, ...rest] = block.rows;
  // Focusable, so that the keyboard can scroll it.
  return h("div", { class: "table-box", tabindex: 0, role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row(head, 0)), h("tbody", {}, rest.map((cells, index) => row(cells, index + 1)))));
}
