/** The requests this page makes, in one place. Answers are the server's JSON; a dead line is an answer too. */

const OFFLINE = "The practice workspace doesn’t answer. Is it still running in the terminal?";

async function get(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value));
  const response = await fetch(`${path}?${query}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Practice": "1" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    return response.ok ? answer : { ok: false, error: OFFLINE, ...answer };
  } catch {
    return { ok: false, error: OFFLINE, offline: true };
  }
}

export const api = {
  workspace: () => get("/page/workspace"),
  conversations: (person) => get("/page/conversations", { person }),
  messages: (person, channel, thread_ts) => get("/page/messages", { person, channel, thread_ts }),
  home: (person) => get("/page/home", { person }),
  message: (body) => post("/page/message", body),
  command: (body) => post("/page/command", body),
  shortcut: (body) => post("/page/shortcut", body),
  action: (body) => post("/page/action", body),
  options: (body) => post("/page/options", body),
  submit: (body) => post("/page/submit", body),
  close: (body) => post("/page/close", body),
};
