/** Builds DOM nodes without ever parsing HTML, and keeps lists of them in step with data. */

let counter = 0;

export const uid = (prefix) => `${prefix}-${(counter += 1)}`;

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "props") Object.assign(node, value);
  else if (name === "on") {
    for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
  } else node.setAttribute(name, value === true ? "" : String(value));
}

/** An element with attributes, listeners (`on`), live properties (`props`) and children. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function clear(node) {
  node.replaceChildren();
  return node;
}

const kept = new WeakMap();

/**
 * Makes `parent` hold exactly `items` ({key, sig, make}), reusing the node of an item whose
 * signature did not change: what somebody types, scrolls or focuses there survives.
 */
export function reconcile(parent, items) {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  for (const item of items) {
    const old = before.get(item.key);
    const same = old && old.sig === item.sig;
    after.set(item.key, same ? old : { sig: item.sig, node: item.make(old?.node) });
  }
  kept.set(parent, after);
  const nodes = [...after.values()].map((entry) => entry.node);
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

export const focusables = (root) =>
  [...root.querySelectorAll(FOCUSABLE)].filter((node) => node.getClientRects().length > 0);

export const isPhone = () => window.matchMedia("(max-width: 640px)").matches;

export function debounce(wait, run) {
  let timer = 0;
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), wait);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}
