/** A column of messages: days, groups by author, staying at the end while new ones come. */

import { h, reconcile } from "./dom.js";
import { messageNode } from "./message.js";
import { dayKey, dayName } from "./time.js";

const GROUP_SECONDS = 300;
const NEAR_END = 80;

const follows = (message, before) =>
  before && before.user === message.user && !before.ephemeral && !message.ephemeral &&
  !before.reply_count && message.ts - before.ts < GROUP_SECONDS && dayKey(before.ts) === dayKey(message.ts);

const divider = (ts) =>
  h("div", { class: "day", role: "separator", "aria-label": dayName(ts) }, h("span", {}, dayName(ts)));

const repliesLine = (count) =>
  h("div", { class: "replies-line" }, h("span", {}, count === 1 ? "1 reply" : `${count} replies`));

function itemsOf(messages, options) {
  const items = [];
  let before = null;
  messages.forEach((message, index) => {
    if (!options.inThread && (!before || dayKey(before.ts) !== dayKey(message.ts))) {
      items.push({ key: `day ${dayKey(message.ts)}`, sig: dayName(message.ts), make: () => divider(message.ts) });
    }
    const grouped = Boolean(follows(message, before)) && !(options.inThread && index === 1);
    items.push({
      key: `${message.ephemeral ? "only " : ""}${message.ts}`,
      sig: JSON.stringify([message, grouped, options.channel, options.store.person]),
      make: () => messageNode(message, { ...options, grouped }),
    });
    if (options.inThread && index === 0 && messages.length > 1) {
      items.push({ key: "replies", sig: String(messages.length), make: () => repliesLine(messages.length - 1) });
    }
    before = message;
  });
  return items;
}

/** Up and down go from message to message; Tab goes into the one that has the focus. */
function arrows(scroller) {
  scroller.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || !(event.target === scroller || event.target.matches(".message"))) return;
    const all = [...scroller.querySelectorAll(".message")];
    const at = all.indexOf(event.target);
    const next = at < 0 ? all.at(-1) : all[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });
}

export function createMessageList(label) {
  const list = h("div", { class: "messages", role: "list" });
  const scroller = h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": label }, list);
  list.setAttribute("role", "presentation");
  let atEnd = true;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    atEnd = true;
  };
  scroller.addEventListener("scroll", () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  }, { passive: true });
  // Pictures arrive later and keyboards shrink the window: whoever was at the end stays there.
  const observer = new ResizeObserver(() => atEnd && toEnd());
  observer.observe(list);
  observer.observe(scroller);
  arrows(scroller);

  return {
    node: scroller,
    toEnd,
    /** Brings one message into view and lights it up; answers whether it is there. */
    spotlight(ts) {
      const message = list.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`);
      if (!message) return false;
      atEnd = false;
      message.scrollIntoView({ block: "center" });
      message.classList.add("spotlight");
      message.addEventListener("animationend", () => message.classList.remove("spotlight"), { once: true });
      return true;
    },
    label: (text) => scroller.setAttribute("aria-label", text),
    /** options: {channel, store, openThread, inThread, empty} */
    render(messages, options) {
      const items = itemsOf(messages, options);
      if (!items.length) items.push({ key: "empty", sig: options.empty ?? "", make: () => h("p", { class: "empty" }, options.empty ?? "") });
      reconcile(list, items);
      if (atEnd) toEnd();
    },
  };
}
