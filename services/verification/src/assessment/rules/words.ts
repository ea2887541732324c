import { type Message, message } from "@oneheart/messages";

/** A distance for people: `80 m`, `3.4 km`, `1,200 km`. */
export function distanceInWords(metres: number): Message {
  if (metres < 1000) return message("distance.metres", { metres: Math.round(metres) });
  const km = metres / 1000;
  return message("distance.kilometres", { kilometres: km < 100 ? Math.round(km * 10) / 10 : Math.round(km) });
}

/** A span for people: `4 minutes`, `2 hours`, `18 years`. */
export function spanInWords(ms: number): Message {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return message("span.minutes", { count: minutes });
  if (minutes < 48 * 60) return message("span.hours", { count: Math.round(minutes / 60) });
  const days = Math.round(minutes / 1440);
  return days < 730 ? message("span.days", { count: days }) : message("span.years", { count: Math.round(days / 365.25) });
}
