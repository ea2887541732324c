/** A distance for people: `80 m`, `3.4 km`, `1,200 km`. */
export function distanceInWords(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} m`;
  const km = metres / 1000;
  return `${km < 100 ? Math.round(km * 10) / 10 : Math.round(km).toLocaleString("en")} km`;
}

/** A span for people: `4 minutes`, `2 hours`, `18 years`. */
export function spanInWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return count(minutes, "minute");
  if (minutes < 48 * 60) return count(Math.round(minutes / 60), "hour");
  const days = Math.round(minutes / 1440);
  return days < 730 ? count(days, "day") : count(Math.round(days / 365.25), "year");
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
