/** Person and place in the address: #U1/C1, #U1/C1/1700000000.000100 (a thread), #U1/home, #U1 (the list).
 * A message's permalink (#C1/p1700000000000100) names no person: whoever one is now reads it. */

const PERMALINK = /^([CDG]\w+)\/p(\d+)(\d{6})$/;

export function readRoute(hash) {
  const link = PERMALINK.exec(decodeURIComponent(hash.replace(/^#/, "")));
  if (link) return { person: null, place: link[1], thread: null, message: `${link[2]}.${link[3]}` };
  const [person, place, thread] = decodeURIComponent(hash.replace(/^#/, "")).split("/");
  return { person: person || null, place: place || null, thread: thread || null, message: null };
}

export const routeTo = (person, place, thread) => `#${[person, place, thread].filter(Boolean).join("/")}`;

export const placeId = (place) => (place?.kind === "home" ? "home" : (place?.id ?? null));
