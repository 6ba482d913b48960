/** A window above the page: focus goes in, stays in, and comes back to where it was. */

import { focusables } from "./dom.js";

function keepInside(node) {
  return (event) => {
    if (event.key !== "Tab") return;
    const all = focusables(node);
    if (!all.length) return;
    const edge = event.shiftKey ? all[0] : all.at(-1);
    const inside = node.contains(document.activeElement) && document.activeElement !== node;
    if (inside && document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0]).focus();
  };
}

/** Opens a <dialog>. `hide()` and `show()` keep it alive under another one; `close()` ends it. */
export function showDialog(node, { onEscape, focus } = {}) {
  const back = document.activeElement;
  let last = null;
  node.addEventListener("keydown", keepInside(node));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onEscape();
  });
  // A phone's back gesture asks the same; a file picker's "cancel" only passes by.
  node.addEventListener("cancel", (event) => {
    if (event.target !== node) return;
    event.preventDefault();
    onEscape();
  });
  document.body.append(node);
  node.showModal();
  const first = focus?.() ?? node.querySelector("[data-autofocus]") ?? focusables(node)[0];
  (first ?? node).focus();
  return {
    hide() {
      last = node.contains(document.activeElement) ? document.activeElement : null;
      node.close();
    },
    show() {
      node.showModal();
      (last?.isConnected ? last : focusables(node)[0])?.focus();
    },
    close() {
      if (node.open) node.close();
      node.remove();
      if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
    },
  };
}
