/** Moments in words, in the reader's own time zone. */

const format = (options) => new Intl.DateTimeFormat("en-GB", options);
const FORMATS = {
  time: format({ hour: "2-digit", minute: "2-digit" }),
  time_secs: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  date_num: new Intl.DateTimeFormat("sv-SE"),
  date: format({ day: "numeric", month: "long", year: "numeric" }),
  date_short: format({ day: "numeric", month: "short", year: "numeric" }),
  date_long: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  day: format({ weekday: "long", day: "numeric", month: "long" }),
};

export const tsDate = (ts) => new Date(Number(ts) * 1000);

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const daysAgo = (date) => Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
const nearDay = (date) => ({ 0: "Today", 1: "Yesterday", [-1]: "Tomorrow" })[daysAgo(date)];

export const timeOf = (ts) => FORMATS.time.format(tsDate(ts));
export const dayKey = (ts) => FORMATS.date_num.format(tsDate(ts));

/** The words of a day divider: Today, Yesterday, Monday 3 March, with the year when it is another one. */
export function dayName(ts) {
  const date = tsDate(ts);
  const sameYear = date.getFullYear() === new Date().getFullYear();
  return nearDay(date) ?? FORMATS[sameYear ? "day" : "date_long"].format(date);
}

export const fullTime = (ts) => `${FORMATS.date_long.format(tsDate(ts))} at ${FORMATS.time_secs.format(tsDate(ts))}`;

function ago(date) {
  const minutes = Math.round((Date.now() - date) / 60_000);
  if (Math.abs(minutes) < 1) return "just now";
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(-minutes, "minute");
  if (Math.abs(minutes) < 1440) return relative.format(-Math.round(minutes / 60), "hour");
  return relative.format(-Math.round(minutes / 1440), "day");
}

/** Slack's date tokens: "{date_short_pretty} {time}" with the moment `seconds` (Unix) put in. */
export function fillDate(pattern, seconds) {
  const date = new Date(seconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (token, name) => {
    if (name === "ago") return ago(date);
    if (FORMATS[name]) return FORMATS[name].format(date);
    if (!name.endsWith("_pretty")) return token;
    const plain = FORMATS[name.replace("_pretty", "")];
    return plain ? (nearDay(date)?.toLowerCase() ?? plain.format(date)) : token;
  });
}
