/** Puts the page together: the panes, the address, the keys that work everywhere. */

import { api } from "./api.js";
import { createChannel } from "./channel.js";
import { h, isPhone } from "./dom.js";
import { loadHome } from "./home.js";
import { recall, remember } from "./memory.js";
import { createModals } from "./modal.js";
import { mrkdwn } from "./mrkdwn.js";
import { placeId, readRoute, routeTo } from "./route.js";
import { createSidebar } from "./sidebar.js";
import { createStore } from "./state.js";
import { namesOf } from "./surface.js";
import { openSwitcher } from "./switcher.js";
import { createSync } from "./sync.js";
import { applyTheme } from "./theme.js";
import { createThread } from "./thread.js";
import { toast } from "./toast.js";

const RETRY = 1500;

applyTheme();
const root = document.getElementById("app");
const store = createStore();
const modals = createModals(store);

const go = (hash, { replace = false } = {}) => {
  if (location.hash === hash) return;
  if (replace) history.replaceState(null, "", hash);
  else location.hash = hash;
  if (replace) followRoute().catch(trouble);
};
const goTo = (place) => go(routeTo(store.person, place));
const switchTo = (person) => go(routeTo(person, store.place && !isPhone() ? placeId(store.place) : null));
const jump = () => openSwitcher(store, { goTo, switchTo });

function announce(message) {
  const author = store.who(message.user)?.name ?? "";
  const words = mrkdwn(message.text ?? "", namesOf(store)).textContent;
  document.getElementById("announcer").textContent = `${author}: ${words}`.slice(0, 300);
}

const sync = createSync(store, { modals, announce });
const trouble = (error) => toast("The practice workspace couldn’t answer. Try again in a moment.", String(error));

const sidebar = createSidebar(store, { switchTo, openSwitcher: jump });
const channel = createChannel(store, {
  back: () => goTo(null),
  openThread: (ts) => go(routeTo(store.person, store.place.id, ts)),
});
const thread = createThread(store, { close: () => goTo(store.place.id) });
root.append(sidebar.node, channel.node, thread.node);

async function become(person) {
  store.person = person;
  remember("person", person);
  for (const known of [store.messages, store.threads]) known.clear();
  store.home = undefined;
  store.conversations = [];
  modals.closeAll();
  store.emit("people");
  sync.follow();
  await sync.loadConversations();
}

/** The place to be when the address names none, or one that this person can't see. */
function fallbackPlace() {
  const last = recall(`place.${store.person}`);
  const known = store.conversations.some((one) => one.id === last);
  const first = store.conversations.find((one) => one.kind !== "dm") ?? store.conversations[0];
  return known ? last : (first?.id ?? "home");
}

let turn = 0;

async function followRoute() {
  const mine = (turn += 1);
  const wanted = readRoute(location.hash);
  const start = !wanted.person && !wanted.place;
  const person = store.people.has(wanted.person) ? wanted.person : (store.person ?? firstPerson());
  if (person !== store.person) await become(person);
  if (mine !== turn) return;
  const listOnly = !wanted.place && !start && isPhone();
  const reachable = wanted.place === "home" || store.conversation(wanted.place);
  if (wanted.message) store.spotlight = wanted.message;
  if (!listOnly && (!reachable || person !== wanted.person)) {
    go(routeTo(person, reachable ? wanted.place : fallbackPlace()), { replace: true });
    return;
  }
  const before = store.place?.id;
  store.place = listOnly ? null : wanted.place === "home" ? { kind: "home" } : { kind: "conversation", id: wanted.place };
  store.thread = store.here ? wanted.thread : null;
  root.dataset.pane = listOnly ? "list" : store.thread ? "thread" : "main";
  if (store.here) {
    remember(`place.${person}`, store.here.id);
    store.here.unread = 0;
  }
  root.setAttribute("aria-busy", "false");
  store.emit("place", "conversations", "thread");
  if (store.place?.kind === "home") await loadHome(store);
  if (store.here) await sync.loadMessages(store.here.id);
  channel.showSpotlight();
  if (store.here && store.thread) await sync.loadThread(store.here.id, store.thread);
  if (store.here && before !== store.here.id && !store.thread && !isPhone()) channel.focus();
}

function firstPerson() {
  const last = recall("person");
  return store.people.has(last) ? last : [...store.people.keys()][0];
}

/** Alt+Up and Alt+Down walk through the places, Ctrl+K asks where to go. */
function globalKeys(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    jump();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!event.altKey || !step || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const places = ["home", ...store.conversations.map((one) => one.id)];
  const at = places.indexOf(placeId(store.place));
  goTo(places[(at + step + places.length) % places.length]);
}

async function start() {
  let known;
  try {
    known = await api.workspace();
  } catch {
    root.replaceChildren(h("p", { class: "empty starting", role: "status" }, "Waiting for the practice workspace to start…"));
    setTimeout(start, RETRY);
    return;
  }
  root.replaceChildren(sidebar.node, channel.node, thread.node);
  Object.assign(store, { team: known.team, bot: { ...known.bot, is_bot: true }, commands: known.commands, shortcuts: known.shortcuts, connected: known.connected });
  store.people = new Map(known.people.map((person) => [person.id, person]));
  store.emit("people", "connection");
  await followRoute();
}

window.addEventListener("hashchange", () => followRoute().catch(trouble));
window.addEventListener("keydown", globalKeys);
window.matchMedia("(max-width: 640px)").addEventListener("change", () => followRoute().catch(trouble));
document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  channel.focusMessages();
});
start().catch(trouble);
