import { dayText, type EntryColumns } from "../columns.ts";
import type { AreaTree } from "../nation/area-tree.ts";
import type { Beginner } from "./findings.ts";

/** For how many days after their first one people are followed. */
export const FOLLOW_UP_DAYS = 60;

interface Act {
  zone: number;
  type: number;
  day: number;
}

/**
 * Everybody whose first action is long enough ago, with what they did after it. Their area is of the widest level at which people began in
 * more than one: in a programme of one country the level below it.
 */
export function beginnersIn(columns: EntryColumns, upto: number, tree: AreaTree, today: number): Beginner[] {
  const [zones, types] = [columns.zones.texts, columns.types.texts];
  const begun: Array<Omit<Beginner, "area_id"> & { path: string[] }> = [];
  for (const acts of byPerson(columns, upto)) {
    const first = acts.reduce((earliest, act) => (act.day < earliest.day ? act : earliest));
    if (first.day > today - FOLLOW_UP_DAYS) continue;
    const after = acts.filter(({ day }) => day <= first.day + FOLLOW_UP_DAYS);
    begun.push({
      mission_type: types[first.type]!,
      path: tree.pathOf(zones[first.zone]!, dayText(first.day).slice(0, 7)),
      returned: after.some(({ day }) => day > first.day),
      second_kind: after.some(({ type }) => type !== first.type),
    });
  }
  const depth = depthOf(begun.map(({ path }) => path));
  return begun.map(({ path, ...one }) => ({ ...one, area_id: path[depth] }));
}

/** The walk goes person by person. */
function* byPerson(columns: EntryColumns, upto: number): Generator<Act[]> {
  const people: Act[][] = [];
  columns.walk(upto, ({ player, zone, type, day }) => {
    const acts = people[player] ?? [];
    people[player] = acts;
    acts.push({ zone, type, day });
  });
  for (const acts of people) if (acts !== undefined) yield acts;
}

function depthOf(paths: readonly string[][]): number {
  const deepest = paths.reduce((most, { length }) => Math.max(most, length), 0);
  for (let depth = 0; depth < deepest; depth += 1) {
    if (new Set(paths.flatMap((path) => path.slice(depth, depth + 1))).size > 1) return depth;
  }
  return 0;
}
