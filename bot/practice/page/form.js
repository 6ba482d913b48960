/** The values of a surface's inputs, in the shapes Slack gives to apps. */

const SHAPES = {
  plain_text_input: (e) => ({ value: e.initial_value || null }),
  email_text_input: (e) => ({ value: e.initial_value || null }),
  url_text_input: (e) => ({ value: e.initial_value || null }),
  number_input: (e) => ({ value: e.initial_value || null }),
  static_select: (e) => ({ selected_option: e.initial_option ?? null }),
  external_select: (e) => ({ selected_option: e.initial_option ?? null }),
  radio_buttons: (e) => ({ selected_option: e.initial_option ?? null }),
  multi_static_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  multi_external_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  checkboxes: (e) => ({ selected_options: e.initial_options ?? [] }),
  users_select: (e) => ({ selected_user: e.initial_user ?? null }),
  multi_users_select: (e) => ({ selected_users: e.initial_users ?? [] }),
  conversations_select: (e, here) => ({
    selected_conversation: e.initial_conversation ?? (e.default_to_current_conversation ? here : null),
  }),
  multi_conversations_select: (e, here) => ({
    selected_conversations: e.initial_conversations ?? (e.default_to_current_conversation && here ? [here] : []),
  }),
  channels_select: (e) => ({ selected_channel: e.initial_channel ?? null }),
  multi_channels_select: (e) => ({ selected_channels: e.initial_channels ?? [] }),
  datepicker: (e) => ({ selected_date: e.initial_date ?? null }),
  timepicker: (e) => ({ selected_time: e.initial_time ?? null }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time ?? null }),
  file_input: () => ({ files: [] }),
};

/** Every element of a block that can be acted upon. */
export function elementsOf(block) {
  if (block.type === "input") return [block.element];
  if (block.type === "section") return block.accessory ? [block.accessory] : [];
  return block.type === "actions" ? block.elements : [];
}

/** Whether a state value holds nothing. */
export function isEmpty(value) {
  const { type: _, ...rest } = value;
  return Object.values(rest).every(
    (part) => part === null || part === undefined || (typeof part === "string" && !part.trim()) || (Array.isArray(part) && !part.length),
  );
}

/** The form of one surface; `here` is the conversation it was opened from. */
export function createForm(here = null) {
  const values = new Map();
  const keyOf = (block, action) => JSON.stringify([block, action]);

  return {
    /** Takes the blocks' inputs: known ones keep what was typed when `keep`, others start from their initial value. */
    seed(blocks, { keep }) {
      const seen = new Set();
      for (const block of blocks) {
        for (const element of elementsOf(block)) {
          if (!SHAPES[element.type]) continue;
          const key = keyOf(block.block_id, element.action_id);
          seen.add(key);
          if (keep && values.get(key)?.type === element.type) continue;
          values.set(key, { type: element.type, ...SHAPES[element.type](element, here) });
        }
      }
      for (const key of [...values.keys()]) if (!seen.has(key)) values.delete(key);
    },
    get: (block, action) => values.get(keyOf(block, action)),
    set(block, action, change) {
      const key = keyOf(block, action);
      values.set(key, { ...values.get(key), ...change });
    },
    /** {values: {block_id: {action_id: value}}} */
    state() {
      const state = {};
      for (const [key, value] of values) {
        const [block, action] = JSON.parse(key);
        (state[block] ??= {})[action] = value;
      }
      return { values: state };
    },
  };
}
