import { type Atom, type Cell, partition } from "@oneheart/disclosure";
import { dayText, type EntryColumns } from "./columns.ts";

/** What was done in a month at a zone, of one kind. */
export interface NationCell extends Cell {
  people: Set<number>;
  actions: number;
}

/** Everything that may be told, up to a position: the same for everybody who asks. */
export function nationAtoms(columns: EntryColumns, upto: number): Array<Atom<NationCell>> {
  const cells = new Map<string, NationCell>();
  columns.walk(upto, ({ player, zone, type, day }) => {
    const month = dayText(day).slice(0, 7);
    const key = `${month} ${zone} ${type}`;
    const cell = cells.get(key) ?? {
      month,
      path: [columns.zones.texts[zone]!],
      kind: columns.types.texts[type]!,
      people: new Set(),
      actions: 0,
    };
    cells.set(key, cell);
    cell.people.add(player);
    cell.actions += 1;
  });
  return partition([...cells.values()]).atoms;
}

export function actionsIn(atoms: ReadonlyArray<Atom<NationCell>>): number {
  return atoms.reduce((sum, { cells }) => cells.reduce((total, { actions }) => total + actions, sum), 0);
}
