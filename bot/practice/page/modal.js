/** Forms above the page: up to three on a stack, each keeping what was typed while another covers it. */

import { api } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { showDialog } from "./dialog.js";
import { clear, h, uid } from "./dom.js";
import { icon, said } from "./icons.js";
import { problemsOf, showErrors } from "./input_block.js";
import { plainOf } from "./mrkdwn.js";
import { createSurface } from "./surface.js";

const TROUBLE = "We had some trouble connecting. Try again?";
const PATIENCE = 2000;

function shell() {
  const title = uid("title");
  const parts = {
    title: h("h2", { id: title }),
    body: h("div", { class: "modal-body" }),
    alert: h("div", { class: "modal-alert", role: "alert", hidden: true }),
    leave: h("button", { type: "button", class: "icon-button", title: "Close (Escape)" }, icon("close"), said("Leave form")),
    close: h("button", { type: "button", class: "button plain" }),
    submit: h("button", { type: "submit", class: "button primary" }),
  };
  parts.form = h("form", { class: "modal-form", novalidate: true },
    h("header", { class: "modal-head" }, h("img", { src: "/static/cairn.svg", alt: "", class: "modal-icon" }), parts.title, parts.leave),
    parts.body, parts.alert,
    h("footer", { class: "modal-foot" }, parts.close, parts.submit));
  parts.dialog = h("dialog", { class: "dialog modal", role: "dialog", "aria-modal": "true", "aria-labelledby": title }, parts.form);
  return parts;
}

/** One open form. `onLeave` runs when the person closes it. */
function openModal(store, first, onLeave) {
  const parts = shell();
  let view = first;
  let blocks = [];
  let patience = 0;
  const say = (text) => {
    parts.alert.hidden = !text;
    clear(parts.alert).append(...(text ? [icon("warn", 16), h("span", {}, text)] : []));
  };
  const surface = createSurface(store, { kind: "modal", target: () => ({ view_id: view.id }), onError: (text) => say(text || TROUBLE) });

  function settle() {
    clearTimeout(patience);
    parts.submit.disabled = false;
    parts.submit.classList.remove("working");
    parts.submit.removeAttribute("aria-busy");
  }

  function wait() {
    parts.submit.disabled = true;
    parts.submit.classList.add("working");
    parts.submit.setAttribute("aria-busy", "true");
  }

  function render(next) {
    view = next;
    parts.title.textContent = plainOf(view.title);
    parts.close.textContent = plainOf(view.close) || (view.submit ? "Cancel" : "Close");
    parts.submit.textContent = plainOf(view.submit) || "Submit";
    parts.submit.hidden = !view.submit && !view.blocks.some((block) => block.type === "input");
    blocks = renderBlocks(parts.body, view.blocks, surface);
  }

  async function submit(event) {
    event.preventDefault();
    if (parts.submit.disabled || parts.submit.hidden) return;
    say(null);
    const problems = problemsOf(blocks, surface.form, parts.body);
    showErrors(parts.body, problems);
    if (Object.keys(problems).length) return;
    wait();
    const answer = await api.submit({ person: store.person, view_id: view.id, state: surface.form.state() });
    if (answer.ok) {
      // What follows (closed, changed, another on top) comes by the stream; until then no second press.
      patience = setTimeout(settle, PATIENCE);
      return;
    }
    settle();
    if (answer.errors) say(showErrors(parts.body, answer.errors).join(" "));
    else say(answer.offline ? TROUBLE : (answer.error ?? TROUBLE));
  }

  parts.form.addEventListener("submit", submit);
  parts.close.addEventListener("click", onLeave);
  parts.leave.addEventListener("click", onLeave);
  render(view);
  const firstControl = () =>
    parts.body.querySelector("[data-autofocus]") ??
    parts.body.querySelector("input:not([type=file]), textarea, button, a[href]") ?? parts.close;
  const dialog = showDialog(parts.dialog, { onEscape: onLeave, focus: firstControl });
  return {
    get id() {
      return view.id;
    },
    update(next) {
      render(next);
      settle();
    },
    settle,
    hide: dialog.hide,
    show: dialog.show,
    close: dialog.close,
  };
}

export function createModals(store) {
  let stack = [];

  function leave() {
    const top = stack.at(-1);
    if (!top) return;
    api.close({ person: store.person, view_id: top.id });
    closed([top.id]);
  }

  function open(view) {
    if (stack.some((one) => one.id === view.id)) return updated(view);
    stack.at(-1)?.settle();
    stack.at(-1)?.hide();
    stack.push(openModal(store, view, leave));
    return undefined;
  }

  const updated = (view) => stack.find((one) => one.id === view.id)?.update(view);

  function closed(ids) {
    const topBefore = stack.at(-1);
    const gone = stack.filter((one) => ids.includes(one.id));
    stack = stack.filter((one) => !ids.includes(one.id));
    for (const one of gone.reverse()) one.close();
    const top = stack.at(-1);
    if (top && top !== topBefore) {
      top.settle();
      top.show();
    }
  }

  return { open, updated, closed, closeAll: () => closed(stack.map((one) => one.id)) };
}
