/** Keeps the store in step with the server: what is fetched, and what the stream tells. */

import { api } from "./api.js";
import { debounce } from "./dom.js";
import { loadHome } from "./home.js";
import { openStream } from "./stream.js";
import { toast } from "./toast.js";

const byTime = (one, other) => Number(one.ts) - Number(other.ts);
const threadKey = (channel, ts) => `${channel}/${ts}`;
const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** The server's list, and those only-for-me messages that live in this page alone. */
function merged(fetched, known = []) {
  const have = new Set(fetched.map((message) => message.ts));
  const own = known.filter((message) => message.ephemeral && !have.has(message.ts));
  return [...fetched, ...own].sort(byTime);
}

function put(list, message) {
  const at = list.findIndex((one) => one.ts === message.ts && Boolean(one.ephemeral) === Boolean(message.ephemeral));
  if (at >= 0) list[at] = message;
  else list.push(message);
  list.sort(byTime);
}

export function createSync(store, { modals, announce }) {
  let endStream = () => {};

  async function loadConversations() {
    const { person } = store;
    const { conversations } = await api.conversations(person);
    if (store.person !== person) return;
    store.conversations = conversations.map((one) => (one.id === store.place?.id ? { ...one, unread: 0 } : one));
    store.emit("conversations");
  }

  async function loadMessages(channel) {
    const { person } = store;
    const { messages } = await api.messages(person, channel);
    if (store.person !== person) return;
    store.messages.set(channel, merged(messages, store.messages.get(channel)));
    store.emit("messages");
  }

  async function loadThread(channel, ts) {
    const { person } = store;
    const { messages } = await api.messages(person, channel, ts);
    if (store.person !== person) return;
    const key = threadKey(channel, ts);
    store.threads.set(key, merged(messages, store.threads.get(key)));
    store.emit("thread");
  }

  // Reading what is on the screen tells the server that it is read.
  const readAgain = debounce(350, () => {
    const { here, thread } = store;
    if (here && document.visibilityState === "visible") {
      loadMessages(here.id).catch(() => {});
      if (thread) loadThread(here.id, thread).catch(() => {});
    }
  });

  function listFor(channel, message) {
    return isReply(message) ? store.threads.get(threadKey(channel, message.thread_ts)) : store.messages.get(channel);
  }

  function arrived({ channel, message }) {
    const known = listFor(channel, message);
    if (known) put(known, message);
    if (channel === store.here?.id) {
      if (message.user !== store.person) announce(message);
      readAgain();
    }
    store.emit("messages", "thread");
  }

  function changed({ channel, message }) {
    for (const [key, list] of [...store.messages, ...store.threads]) {
      if (key !== channel && !key.startsWith(`${channel}/`)) continue;
      if (list.some((one) => one.ts === message.ts)) put(list, message);
    }
    store.emit("messages", "thread");
  }

  function removed({ channel, ts }) {
    const without = (list) => list.filter((one) => one.ts !== ts);
    if (store.messages.has(channel)) store.messages.set(channel, without(store.messages.get(channel)));
    for (const [key, list] of store.threads) {
      if (key.startsWith(`${channel}/`)) store.threads.set(key, without(list));
    }
    if (channel === store.here?.id) readAgain();
    store.emit("messages", "thread");
  }

  const EVENTS = {
    message: arrived,
    ephemeral: arrived,
    message_changed: changed,
    ephemeral_changed: changed,
    message_deleted: removed,
    ephemeral_deleted: removed,
    view_opened: ({ view }) => modals.open(view),
    view_pushed: ({ view }) => modals.open(view),
    view_updated: ({ view }) => modals.updated(view),
    views_closed: ({ view_ids: ids }) => modals.closed(ids),
    home_updated({ view }) {
      store.home = view;
      store.emit("home");
    },
    connection({ connected }) {
      store.connected = connected;
      store.emit("connection");
      if (connected && store.place?.kind === "home") loadHome(store).catch(() => {});
    },
    conversations: () => loadConversations().catch(() => {}),
    error: ({ text, detail }) => toast(text, detail),
  };

  async function refetch() {
    await loadConversations();
    if (store.here) await loadMessages(store.here.id);
    if (store.here && store.thread) await loadThread(store.here.id, store.thread);
  }

  function online(is) {
    if (store.online === is) return;
    store.online = is;
    store.emit("connection");
  }

  async function reconnected() {
    online(true);
    store.connected = (await api.workspace()).connected;
    store.emit("connection");
    await refetch();
    if (store.place?.kind === "home") await loadHome(store);
  }

  return {
    loadConversations, loadMessages, loadThread,
    /** Listens for the store's person from now on, and no longer for the one before. */
    follow() {
      endStream();
      let first = true;
      endStream = openStream(store.person, {
        onEvent: (event) => EVENTS[event.type]?.(event),
        onDown: () => online(false),
        onOpen() {
          if (first) online(true);
          else reconnected().catch(() => online(false));
          first = false;
        },
      });
    },
  };
}
