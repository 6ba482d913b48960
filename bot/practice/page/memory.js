/** The few things this browser remembers between visits; all of them may be forgotten. */

const PREFIX = "cairn.practice.";

export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage may be switched off
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing depends on it.
  }
}
