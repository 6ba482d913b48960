/** Where one writes: messages, slash commands, and the menu of shortcuts. */

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { clear, h, uid } from "./dom.js";
import { createAttachments } from "./attachments.js";
import { icon, said } from "./icons.js";
import { menuButton } from "./menu.js";
import { createSuggestions } from "./suggest.js";

const TALLEST = 220;

/** `where()` is {channel, thread_ts?, label} or null; a thread takes no slash commands, as in Slack. */
export function createComposer(store, { where, onSent, withShortcuts = true }) {
  const problem = h("div", { class: "composer-error", role: "alert", id: uid("problem"), hidden: true });
  const input = h("textarea", { class: "composer-input", rows: 1, "aria-describedby": problem.id, enterkeyhint: "send" });
  const send = h("button", { type: "button", class: "send", title: "Send (Enter)", disabled: true }, icon("send"), said("Send"));
  const suggestions = createSuggestions(store, input, complete);
  const attachments = createAttachments((problem) => {
    say(problem);
    grow();
  });
  let current = null;
  let sending = false;

  const say = (text) => {
    problem.hidden = !text;
    clear(problem).append(...(text ? [icon("warn", 16), h("span", {}, text)] : []));
  };

  function grow() {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, TALLEST)}px`;
    send.disabled = (!input.value.trim() && !attachments.files.length) || sending;
  }

  function put(text) {
    input.value = text;
    if (current) store.drafts.set(current, text);
    grow();
  }

  function complete(command) {
    put(`${command} `);
    suggestions.hide();
    input.focus();
  }

  const keyOf = (place) => place && `${store.person} ${place.channel} ${place.thread_ts ?? ""}`;

  function deliver(place, text) {
    const { channel, thread_ts } = place;
    const { files } = attachments;
    if (files.length || !text.startsWith("/")) return api.message({ person: store.person, channel, text, thread_ts, files });
    const command = text.split(/\s/)[0];
    if (thread_ts) return { ok: false, error: `${command} is not supported in threads. Sorry!` };
    return api.command({ person: store.person, channel, text });
  }

  async function submit() {
    const place = where();
    const text = input.value.trim();
    if (!place || (!text && !attachments.files.length) || sending) return;
    const key = current;
    say(null);
    suggestions.hide();
    sending = true;
    send.disabled = true;
    const answer = await deliver(place, text);
    sending = false;
    if (answer.ok) {
      attachments.clear();
      // Whoever went on typing meanwhile keeps that.
      if (key === current && input.value.trim() === text) put("");
      else if (key !== current) store.drafts.delete(key);
      onSent?.(answer);
    } else if (key === current) say(answer.error);
    grow();
  }

  const shortcuts = () => store.shortcuts.filter((one) => one.type === "global").map((shortcut) => ({
    label: shortcut.name, note: shortcut.description, icon: avatar(store.bot, "small"),
    async run() {
      const answer = await api.shortcut({ person: store.person, callback_id: shortcut.callback_id, channel: where()?.channel });
      say(answer.ok ? null : answer.error);
    },
  }));
  const plus = menuButton({ class: "icon-button plus", title: "Shortcuts" }, [icon("bolt"), said("Shortcuts")], shortcuts, { label: "Shortcuts", heading: "Shortcuts" });

  input.addEventListener("input", () => {
    say(null);
    put(input.value);
    if (!where()?.thread_ts) suggestions.update();
  });
  input.addEventListener("blur", suggestions.hide);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || suggestions.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  send.addEventListener("click", submit);

  const node = h("div", { class: "composer" }, problem, suggestions.node,
    h("div", { class: "composer-box" }, withShortcuts && plus, attachments.button, input, send), attachments.list);
  return {
    node,
    /** Puts words where the person can look at them before sending. */
    offer(text) {
      put(text);
      input.focus();
      input.setSelectionRange(text.length, text.length);
    },
    focus: () => input.focus({ preventScroll: true }),
    render() {
      const place = where();
      const key = keyOf(place);
      if (key === current) return;
      current = key;
      say(null);
      suggestions.hide();
      attachments.clear();
      if (!place) return;
      input.placeholder = place.label;
      input.setAttribute("aria-label", place.label);
      input.value = store.drafts.get(key) ?? "";
      grow();
    },
  };
}
