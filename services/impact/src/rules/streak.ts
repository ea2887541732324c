/** A run of days without a gap, both ends included, as `YYYY-MM-DD`. */
export interface Run {
  first_day: string;
  last_day: string;
}

const day_ms = 86_400_000;

/** Adds a day to the runs it overlaps or touches; the others stay as they are and are not in the answer. */
export function joinDay(runs: readonly Run[], day: string): Run {
  const touching = runs.filter((run) => numberOf(run.first_day) - 1 <= numberOf(day) && numberOf(run.last_day) + 1 >= numberOf(day));
  const days = [day, ...touching.flatMap((run) => [run.first_day, run.last_day])].sort();
  return { first_day: days[0]!, last_day: days.at(-1)! };
}

/** How many days the streak has lasted on `day`, which is in the run. */
export function streakOn(run: Run, day: string): number {
  return numberOf(day) - numberOf(run.first_day) + 1;
}

/** Days since 1970-01-01. */
function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / day_ms;
}
