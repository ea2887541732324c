import { type Atom, type Cell, partition } from "@oneheart/disclosure";
import { dayText, type EntryColumns } from "./columns.ts";
import type { AreaTree } from "./nation/area-tree.ts";

/** What one person did on a day (since 1970). */
interface Act {
  day: number;
  player: number;
}

/** What was done in a month at a zone, of one kind. Its path: the areas that the zone lay in, and the zone. */
export interface NationCell extends Cell {
  zone: string;
  people: Set<number>;
  acts: Act[];
}

/** Everything that may be told, up to a position: the same for everybody who asks. */
export function nationAtoms(columns: EntryColumns, upto: number, tree: AreaTree): Array<Atom<NationCell>> {
  const cells = new Map<number, NationCell>();
  const [zones, types] = [columns.zones.texts, columns.types.texts];
  const months = new Map<number, { month: string; number: number }>();
  columns.walk(upto, ({ player, zone, type, day }) => {
    const { month, number } = monthOf(day, months);
    const key = (number * zones.length + zone) * types.length + type;
    let cell = cells.get(key);
    if (cell === undefined) {
      const path = [...tree.pathOf(zones[zone]!, month), zones[zone]!];
      cell = { month, path, zone: zones[zone]!, kind: types[type]!, people: new Set(), acts: [] };
      cells.set(key, cell);
    }
    cell.people.add(player);
    cell.acts.push({ day, player });
  });
  return partition([...cells.values()]).atoms;
}

/** The month of a day, kept: texts of a million days cost more than everything else. */
function monthOf(day: number, known: Map<number, { month: string; number: number }>) {
  let of = known.get(day);
  if (of === undefined) {
    const month = dayText(day).slice(0, 7);
    of = { month, number: Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) };
    known.set(day, of);
  }
  return of;
}
