/** Block Kit blocks as DOM nodes, for messages, forms and Home alike. */

import { h, reconcile, uid } from "./dom.js";
import { placeholderFor, renderElement } from "./elements/index.js";
import { nameIn, picture, pictureUrl } from "./files.js";
import { folded } from "./fold.js";
import { inputBlock } from "./input_block.js";
import { plainOf, textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { table } from "./table.js";

function section(block, { surface }) {
  const { names } = surface;
  const words = uid("section");
  const text = block.text && h("div", { class: "section-text", id: words }, textObject(block.text, names));
  const body = h("div", { class: "section-body" },
    text && (surface.kind === "message" && !block.expand ? folded(text, block.text.text) : text),
    block.fields && h("div", { class: "section-fields" }, block.fields.map((field) => h("div", {}, textObject(field, names)))));
  if (!block.accessory) return h("div", { class: "section" }, body);
  const label = block.text ? plainOf(block.text).replace(/[*_~`]/g, "").slice(0, 120) : plainOf(block.accessory.placeholder);
  const ownWords = ["button", "image", "workflow_button"].includes(block.accessory.type);
  return h("div", { class: `section with-${block.accessory.type === "image" ? "image" : "control"}` }, body,
    h("div", { class: "accessory" }, renderElement(block.accessory, {
      surface, blockId: block.block_id, id: uid("control"), dispatches: true,
      label: ownWords ? undefined : label, describedby: text && ownWords ? words : undefined,
    })));
}

const header = (block, { surface }) =>
  h(`h${Math.min((block.level ?? 1) + 2, 6)}`, { class: `block-header level-${block.level ?? 1}` }, textObject(block.text, surface.names));

const context = (block, { surface }) =>
  h("div", { class: "context" }, block.elements.map((element) =>
    element.type === "image"
      ? renderElement(element, { surface, inline: true })
      : h("span", { class: "context-text" }, textObject(element, surface.names))));

const divider = () => h("hr", { class: "block-divider" });

const image = (block, { surface }) =>
  h("figure", { class: "block-image" },
    block.title && h("figcaption", {}, textObject(block.title, surface.names)),
    picture({ url: pictureUrl(block), alt: block.alt_text, name: plainOf(block.title) || nameIn(pictureUrl(block)) }, surface.openImage));

const actions = (block, { surface }) =>
  h("div", { class: "actions" }, block.elements.map((element) =>
    renderElement(element, {
      surface, blockId: block.block_id, id: uid("control"), dispatches: true,
      label: element.type === "button" ? undefined : plainOf(element.placeholder) || undefined,
    })));

const BLOCKS = {
  section, header, context, divider, image, actions, table,
  input: inputBlock,
  rich_text: (block, { surface }) => richText(block, surface.names),
  markdown: (block, { surface }) => textObject({ type: "mrkdwn", text: block.text }, surface.names),
};

function blockNode(block, tools) {
  const make = BLOCKS[block.type];
  const node = make ? make(block, tools) : placeholderFor(block.type);
  node.classList.add("block");
  return node;
}

/** Finds the control with the same place in the form, for a block that was drawn anew. */
function focusKeeper(root) {
  const active = document.activeElement;
  const action = root.contains(active) ? active.dataset?.actionId : undefined;
  const range = action && typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null;
  return () => {
    if (!action || active.isConnected) return;
    const again = root.querySelector(`[data-action-id="${CSS.escape(action)}"]`);
    again?.focus({ preventScroll: true });
    if (range && again?.type === "text") again.setSelectionRange(...range);
  };
}

/** Makes `root` show `blocks`; a block that did not change keeps its node, and with it focus and words. */
export function renderBlocks(root, blocks, surface, { keep = true } = {}) {
  const named = blocks.map((block, index) => (block.block_id ? block : { ...block, block_id: `block-${index}` }));
  surface.form.seed(named, { keep });
  const refocus = focusKeeper(root);
  reconcile(root, named.map((block) => ({
    key: block.block_id, sig: JSON.stringify(block), make: () => blockNode(block, { surface }),
  })));
  refocus();
  return named;
}
