/** A menu that opens from a button: arrow keys, Home, End, first letters, Escape. */

import { h, uid } from "./dom.js";
import { showPopup } from "./popup.js";

let closeOpen = null;

function keyboard(menu, items, close) {
  return (event) => {
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1 && event.key !== " ") {
      const letter = event.key.toLowerCase();
      const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      rest.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function itemNode(entry, choose) {
  const role = entry.checked === undefined ? "menuitem" : "menuitemradio";
  const describedby = entry.note ? uid("note") : undefined;
  return h(
    "button",
    {
      type: "button", role, tabindex: -1, class: "menu-item", "aria-label": entry.label, "aria-describedby": describedby,
      "aria-checked": entry.checked === undefined ? undefined : String(entry.checked),
      on: { click: () => choose(entry), pointerenter: (event) => event.currentTarget.focus({ preventScroll: true }) },
    },
    entry.icon,
    h("span", { class: "menu-words" },
      h("span", { class: "menu-label" }, entry.label),
      entry.note && h("span", { class: "menu-note", id: describedby }, entry.note)),
  );
}

/** Opens a menu of entries ({label, note?, icon?, checked?, run}) at `anchor`; `heading` stands on top. */
export function openMenu(anchor, entries, { label, heading, align = "start" } = {}) {
  closeOpen?.();
  const choose = (entry) => {
    close();
    entry.run();
  };
  const items = entries.map((entry) => itemNode(entry, choose));
  const menu = h("div", { role: "menu", class: "popup menu", "aria-label": label },
    heading && h("div", { class: "menu-heading", role: "presentation" }, heading), items);
  const popup = showPopup(menu, anchor, { align, maxHeight: 420 });
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) close({ refocus: false });
  };
  function close({ refocus = true } = {}) {
    if (closeOpen !== close) return;
    closeOpen = null;
    document.removeEventListener("pointerdown", outside, true);
    popup.close();
    anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor.focus({ preventScroll: true });
  }
  closeOpen = close;
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("keydown", keyboard(menu, items, close));
  document.addEventListener("pointerdown", outside, true);
  (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus({ preventScroll: true });
}

/** A button that opens (and closes) a menu made when it is pressed. */
export function menuButton(props, children, entries, options) {
  const button = h("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", ...props }, children);
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-expanded") === "true") closeOpen?.();
    else openMenu(button, entries(), options);
  });
  return button;
}
