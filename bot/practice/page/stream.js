/** The line on which the server tells what happened; it mends itself when it breaks. */

const SHORTEST_WAIT = 400;
const LONGEST_WAIT = 5000;

/** Opens the stream of one person; `onOpen` runs at each (re)connection. Returns a function that ends it. */
export function openStream(person, { onEvent, onOpen, onDown }) {
  let socket = null;
  let wait = SHORTEST_WAIT;
  let timer = 0;
  let ended = false;

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/page/stream?person=${encodeURIComponent(person)}`);
    socket.addEventListener("open", () => {
      wait = SHORTEST_WAIT;
      onOpen();
    });
    socket.addEventListener("message", (event) => {
      if (!ended) onEvent(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (ended) return;
      onDown();
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket.close();
  };
}
