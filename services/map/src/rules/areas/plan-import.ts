import type { AreaLevel, AreaProblemReason } from "@oneheart/contracts";
import { BEGINNING, type Boundary, holdsIn, levels } from "./boundaries.ts";
import { type Box, boxesMeet, boxOf, type Position } from "./geometry.ts";
import type { AreaFeature, AreaProblem } from "./read-features.ts";

/** What a file is to replace: a level, all of it or what lies in one area, from a month on. */
export interface ImportScope {
  level: AreaLevel;
  parent: Boundary | undefined;
  from: string;
}

/** What an import would write. Areas without an `area_id` are new. */
export interface ImportPlan {
  problems: AreaProblem[];
  /** Every area that the import speaks of: their boundaries from the month on are replaced. */
  concerned: string[];
  /** Whose boundary goes on as it is. */
  same: string[];
  begin: Array<Omit<Boundary, "area_id"> & { area_id: string | undefined }>;
  added: string[];
  changed: string[];
  ended: string[];
}

/** Boundaries of a level that are replaced, those that ended before among them. */
export function boundariesIn(boundaries: readonly Boundary[], level: AreaLevel, parent: Boundary | undefined): Boundary[] {
  const byId = new Map(boundaries.map((one) => [one.area_id, one]));
  const liesIn = ({ parent_id }: Boundary): boolean => {
    if (parent === undefined || parent_id === parent.area_id) return true;
    const above = parent_id === null ? undefined : byId.get(parent_id);
    return above !== undefined && liesIn(above);
  };
  return boundaries.filter((one) => one.level === level && liesIn(one));
}

/** The first month that may change: what governments were told of earlier ones stays where it was. Any, for what has no areas yet. */
export function earliestChange(existing: readonly Boundary[], now: Date): string {
  return existing.length === 0 ? BEGINNING : nextMonth(now);
}

/** The month after this one, in UTC. */
export function nextMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
}

/** Compares a file's areas with those that there are. */
export function planImport(
  boundaries: readonly Boundary[],
  areas: readonly AreaFeature[],
  { level, parent, from }: ImportScope,
): ImportPlan {
  const existing = boundariesIn(boundaries, level, parent);
  const byCode = new Map(boundaries.map((one) => [one.code, one]));
  const before = new Map(boundaries.filter((one) => one.from < from && (one.to === null || one.to >= from)).map((one) => [one.code, one]));
  const plan: ImportPlan = { problems: [], concerned: [], same: [], begin: [], added: [], changed: [], ended: [] };
  for (const [feature, { parent: named, ...area }] of areas.entries()) {
    const above = named === null ? parent : boundaries.find((one) => one.code === named && holdsIn(one, from));
    const bounds = boxOf(area.polygons);
    const reason = problemOf({ level, bounds, named, above, known: byCode.get(area.code) });
    if (reason !== undefined) plan.problems.push({ feature, code: area.code, reason, at: cornerOf(bounds) });
    const begins = { ...area, area_id: byCode.get(area.code)?.area_id, level, parent_id: above?.area_id ?? null, from, to: null, bounds };
    const last = before.get(area.code);
    if (last !== undefined && isSame(last, begins)) plan.same.push(last.area_id);
    else plan.begin.push(begins);
    if (last === undefined) plan.added.push(area.code);
    else if (!isSame(last, begins)) plan.changed.push(area.code);
  }
  const named = new Set(areas.map(({ code }) => code));
  plan.ended = [...new Set(existing.filter((one) => holdsIn(one, from) && !named.has(one.code)).map(({ code }) => code))];
  const known = [...existing, ...boundaries.filter(({ code }) => named.has(code))];
  plan.concerned = [...new Set(known.map(({ area_id }) => area_id))];
  return plan;
}

interface Placed {
  level: AreaLevel;
  bounds: Box;
  /** The code that the file has for the area above, and what was found there. */
  named: string | null;
  above: Boundary | undefined;
  known: Boundary | undefined;
}

function problemOf({ level, bounds, named, above, known }: Placed): AreaProblemReason | undefined {
  if (known !== undefined && known.level !== level) return "code_of_another_level";
  if (named !== null && above === undefined) return "parent_unknown";
  if (above === undefined) return undefined;
  if (levels.indexOf(above.level) >= levels.indexOf(level)) return "parent_unknown";
  if (boxesMeet(bounds, above.bounds)) return undefined;
  const swapped = { west: bounds.south, south: bounds.west, east: bounds.north, north: bounds.east };
  return boxesMeet(swapped, above.bounds) ? "coordinates_swapped" : "outside_parent";
}

function cornerOf({ west, south }: Box): Position {
  return [west, south];
}

function isSame(a: Boundary, b: Omit<Boundary, "area_id">): boolean {
  const facts = (one: Omit<Boundary, "area_id">) => JSON.stringify([one.parent_id, one.name, one.name_local, one.population, one.polygons]);
  return facts(a) === facts(b);
}

/** All boundaries as they would be after an import. `newId` names new areas. */
export function boundariesAfter(boundaries: readonly Boundary[], plan: ImportPlan, from: string, newId: () => string): Boundary[] {
  const [concerned, same] = [new Set(plan.concerned), new Set(plan.same)];
  const kept = boundaries.flatMap((one): Boundary[] => {
    if (!concerned.has(one.area_id)) return [one];
    if (one.from >= from) return [];
    if (one.to !== null && one.to < from) return [one];
    return [{ ...one, to: same.has(one.area_id) ? null : from }];
  });
  return [...kept, ...plan.begin.map((one) => ({ ...one, area_id: one.area_id ?? newId() }))];
}
