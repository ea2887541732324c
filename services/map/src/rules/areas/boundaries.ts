import type { AreaLevel } from "@oneheart/contracts";
import { type Box, contains, isInBox, type Polygon, type Position } from "./geometry.ts";

/** Stands for the month before all others. */
export const BEGINNING = "0001-01";

/** From the widest to the narrowest. */
export const levels: readonly AreaLevel[] = ["country", "region", "province", "district"];

/** An area as it is from one month (`YYYY-MM`) up to another one, that one not included; null has no end. */
export interface Boundary {
  area_id: string;
  code: string;
  level: AreaLevel;
  parent_id: string | null;
  name: string;
  name_local: string | null;
  population: number | null;
  from: string;
  to: string | null;
  polygons: readonly Polygon[];
  bounds: Box;
}

/** Where a zone lies for some months. */
export interface Span {
  from: string;
  to: string | null;
  path: string[];
}

export function holdsIn({ from, to }: { from: string; to: string | null }, month: string): boolean {
  return from <= month && (to === null || month < to);
}

/** The areas that hold a position in a month, the widest first: the narrowest one that contains it, and those that this lies in. */
function pathAt(boundaries: readonly Boundary[], position: Position, month: string): string[] {
  const holding = boundaries.filter((boundary) => holdsIn(boundary, month));
  const found = holding
    .filter(({ bounds, polygons }) => isInBox(position, bounds) && contains(polygons, position))
    // Coarse boundaries of two areas may overlap: the first code has the position.
    .sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level) || (a.code < b.code ? -1 : 1))[0];
  return found === undefined ? [] : pathOf(found, new Map(holding.map((one) => [one.area_id, one])));
}

/** An area and those that it lies in, the widest first. */
function pathOf({ area_id, parent_id }: Boundary, holding: ReadonlyMap<string, Boundary>): string[] {
  const parent = parent_id === null ? undefined : holding.get(parent_id);
  return parent === undefined ? [area_id] : [...pathOf(parent, holding), area_id];
}

/** Where a position lies from a month on: one span for as long as its path stays the same; none while no area holds it. */
export function spansFrom(boundaries: readonly Boundary[], position: Position, from: string): Span[] {
  const near = boundaries.filter(({ bounds, to }) => isInBox(position, bounds) && (to === null || to > from));
  const concerned = [...near, ...parentsOf(near, boundaries)];
  const changes = concerned.flatMap((one) => (one.to === null ? [one.from] : [one.from, one.to])).filter((month) => month > from);
  const spans: Span[] = [];
  for (const month of [from, ...[...new Set(changes)].sort()]) {
    const path = pathAt(concerned, position, month);
    const last = spans.at(-1);
    if (last !== undefined && last.path.join() === path.join()) continue;
    if (last !== undefined) last.to = month;
    spans.push({ from: month, to: null, path });
  }
  return spans.filter(({ path }) => path.length > 0);
}

/** What areas lie in by their codes need not hold them on the map: coarse lines leave coasts out. */
function parentsOf(some: readonly Boundary[], all: readonly Boundary[]): Boundary[] {
  const wanted = new Set(some.flatMap(({ parent_id }) => (parent_id === null ? [] : [parent_id])));
  const parents = all.filter((one) => wanted.has(one.area_id) && !some.includes(one));
  return parents.length === 0 ? [] : [...parents, ...parentsOf(parents, all)];
}
