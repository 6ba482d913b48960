/** Person and place in the address: #U1/C1, #U1/C1/1700000000.000100 (a thread), #U1/home, #U1 (the list). */

export function readRoute(hash) {
  const [person, place, thread] = decodeURIComponent(hash.replace(/^#/, "")).split("/");
  return { person: person || null, place: place || null, thread: thread || null };
}

export const routeTo = (person, place, thread) => `#${[person, place, thread].filter(Boolean).join("/")}`;

export const placeId = (place) => (place?.kind === "home" ? "home" : (place?.id ?? null));
