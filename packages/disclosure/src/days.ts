import { PEOPLE_MIN } from "./partition.ts";

/**
 * Cuts what is told as one into spans of days with at least `k` different people behind each. `days` and `people` say of each act, in the
 * order of days, when it was and whose; the answer is the index at which each span ends. What is left at the end belongs to the last one.
 */
export function spansOfDays(days: ArrayLike<number>, people: ArrayLike<number>, k = PEOPLE_MIN): number[] {
  const ends: number[] = [];
  let seen = new Set<number>();
  for (let index = 0; index < days.length; index += 1) {
    seen.add(people[index]!);
    if (seen.size < k || days[index] === days[index + 1]) continue;
    ends.push(index + 1);
    seen = new Set();
  }
  if (ends.length === 0) return days.length === 0 ? [] : [days.length];
  ends[ends.length - 1] = days.length;
  return ends;
}
