/** One place where blocks are shown and acted upon: a message, a form, or Home. */

import { api } from "./api.js";
import { createForm } from "./form.js";
import { openLightbox } from "./lightbox.js";

/** What ids are called, for mentions. */
export const namesOf = (store) => ({
  get me() {
    return store.person;
  },
  person: (id) => store.who(id)?.name,
  channel: (id) => store.conversation(id)?.name,
});

/** `target()` says to the server where it is: {view_id} or {channel, message_ts, ephemeral}. */
export function createSurface(store, { kind, target, onError }) {
  const form = createForm(store.place?.kind === "conversation" ? store.place.id : null);
  const where = () => ({ person: store.person, ...target() });
  return {
    kind,
    form,
    names: namesOf(store),
    people: () => [...store.people.values()],
    conversations: () => store.conversations,
    openImage: openLightbox,
    async act(block_id, action) {
      const answer = await api.action({ ...where(), block_id, action, state: form.state() });
      if (!answer.ok) onError(answer.error);
    },
    options: (block_id, action_id, value) => api.options({ ...where(), block_id, action_id, value }),
  };
}
