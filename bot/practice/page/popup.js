/** A layer above everything else that sits beside its anchor, and gets out of the way at the edges. */

const GAP = 4;
const MARGIN = 8;

function place(layer, anchor, { width, align, maxHeight }) {
  const box = anchor.getBoundingClientRect();
  const view = window.visualViewport;
  const height = view?.height ?? window.innerHeight;
  const breadth = document.documentElement.clientWidth;
  const below = height - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  if (width === "anchor") layer.style.width = `${Math.min(box.width, breadth - 2 * MARGIN)}px`;
  layer.style.maxHeight = `${maxHeight}px`;
  const up = layer.offsetHeight > below && above > below;
  layer.style.maxHeight = `${Math.max(120, Math.min(maxHeight, up ? above : below))}px`;
  const left = align === "end" ? box.right - layer.offsetWidth : box.left;
  layer.style.left = `${Math.max(MARGIN, Math.min(left, breadth - layer.offsetWidth - MARGIN))}px`;
  layer.style.top = up ? `${box.top - GAP - layer.offsetHeight}px` : `${box.bottom + GAP}px`;
}

/** Shows `layer` beside `anchor` until the returned object's `close()`; `place()` again after it changed. */
export function showPopup(layer, anchor, options = {}) {
  const settings = { width: "auto", align: "start", maxHeight: 340, ...options };
  // The top layer puts it above an open dialog; inside that dialog it isn't inert.
  layer.setAttribute("popover", "manual");
  (anchor.closest("dialog") ?? document.body).append(layer);
  layer.showPopover();
  const again = (event) => {
    if (event?.target instanceof Node && layer.contains(event.target)) return;
    place(layer, anchor, settings);
  };
  again();
  window.addEventListener("scroll", again, { capture: true, passive: true });
  window.addEventListener("resize", again);
  return {
    place: again,
    close() {
      window.removeEventListener("scroll", again, { capture: true });
      window.removeEventListener("resize", again);
      layer.remove();
    },
  };
}
