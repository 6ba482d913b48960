/** What the page knows right now, and who wants to hear when a part of it changes. */

/**
 * Topics: "people", "conversations", "place", "messages", "thread", "home", "connection".
 * `place` is {kind: "conversation", id}, {kind: "home"} or null (the list, on a phone).
 */
export function createStore() {
  const listeners = new Map();
  return {
    team: { id: "", name: "" },
    people: new Map(),
    bot: { id: "", name: "Cairn", is_bot: true },
    commands: [],
    shortcuts: [],
    connected: true,
    online: true,
    person: null,
    place: null,
    thread: null,
    conversations: [],
    messages: new Map(),
    threads: new Map(),
    drafts: new Map(),
    dismissed: new Set(),
    home: undefined,
    spotlight: null,
    on(topic, listener) {
      if (!listeners.has(topic)) listeners.set(topic, new Set());
      listeners.get(topic).add(listener);
    },
    emit(...topics) {
      for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
    },
    who(id) {
      return this.people.get(id) ?? (id === this.bot.id ? this.bot : null);
    },
    conversation(id) {
      return this.conversations.find((one) => one.id === id) ?? null;
    },
    get here() {
      return this.place?.kind === "conversation" ? this.conversation(this.place.id) : null;
    },
  };
}

/** The name of a conversation as people say it: with # for channels. */
export const placeName = (conversation) =>
  conversation.kind === "dm" ? conversation.name : `#${conversation.name}`;
