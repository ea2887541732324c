import { type Atom, spansOfDays } from "@oneheart/disclosure";
import { dayText } from "../columns.ts";
import type { NationCell } from "../nation-cells.ts";
import { daysLater, monthEnd } from "./periods.ts";

/** Something that is told as one: at least five people did it, in these days, at this place. */
export interface NationAtom {
  from: string;
  to: string;
  path: readonly string[];
  kind: string | null;
  /** Whose zone it is; null where places were put together. */
  zone: string | null;
  /** Who did each action. */
  actors: ArrayLike<number>;
}

/** A month's atom as days tell it: cut where at least five people are behind each part. Parts lie edge to edge, from its first month to its last. */
export function dayAtoms(atom: Atom<NationCell>): NationAtom[] {
  const acts = atom.cells.flatMap(({ acts }) => acts).sort((a, b) => a.day - b.day || a.player - b.player);
  const days = acts.map(({ day }) => day);
  const actors = acts.map(({ player }) => player);
  const ends = spansOfDays(days, actors);
  let [start, from] = [0, `${atom.from}-01`];
  return ends.map((end, index) => {
    const isLast = index === ends.length - 1;
    const to = isLast ? monthEnd(atom.to) : dayText(days[end - 1]!);
    const part = { ...placeOf(atom), from, to, actors: actors.slice(start, end) };
    [start, from] = [end, daysLater(to, 1)];
    return part;
  });
}

/** A month's atom, told whole. */
export function monthAtom(atom: Atom<NationCell>): NationAtom {
  return {
    ...placeOf(atom),
    from: `${atom.from}-01`,
    to: monthEnd(atom.to),
    actors: atom.cells.flatMap(({ acts }) => acts.map(({ player }) => player)),
  };
}

function placeOf({ path, kind, cells }: Atom<NationCell>) {
  return { path, kind, zone: zoneOf({ path, cells }) };
}

/** The zone of an atom: the end of its path, where places were not put together. */
function zoneOf({ path, cells }: Pick<Atom<NationCell>, "path" | "cells">): string | null {
  const { zone } = cells[0]!;
  return path.at(-1) === zone ? zone : null;
}
