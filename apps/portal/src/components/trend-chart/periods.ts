const DAY_MS = 86_400_000;

export type Step = "day" | "week" | "month";

/** How many steps a day is from another one. */
export function stepsBetween(first: string, day: string, step: Step): number {
  if (step === "month") {
    const [from, to] = [new Date(first), new Date(day)];
    return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  }
  const days = (Date.parse(day) - Date.parse(first)) / DAY_MS;
  return step === "day" ? days : Math.round(days / 7);
}

/** A round value that is at least as high as the highest one, for the top of the chart. */
export function roundTop(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((top) => top >= highest)!;
}
