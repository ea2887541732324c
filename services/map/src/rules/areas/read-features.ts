import type { AreaProblemReason } from "@oneheart/contracts";
import { crossingOf } from "./crossing.ts";
import type { Polygon, Position, Ring } from "./geometry.ts";

/** The most that one file may hold: the world's countries in coarse lines have some 10,000 positions. */
const FEATURES_MAX = 2_000;
const POSITIONS_MAX = 200_000;

/** An area as a file names it. */
export interface AreaFeature {
  code: string;
  name: string;
  /** In the language of the place. */
  name_local: string | null;
  population: number | null;
  /** The code of the area that it lies in, where the feature names one. */
  parent: string | null;
  polygons: Polygon[];
}

/** What is wrong with a feature of a file, counted from 0, or with the file as a whole (null), and at which position. */
export interface AreaProblem {
  feature: number | null;
  code: string | null;
  reason: AreaProblemReason;
  at: Position | null;
}

interface ReadFeatures {
  areas: AreaFeature[];
  problems: AreaProblem[];
}

const codeText = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/;
const nameMax = 200;
const whole = (reason: AreaProblemReason): ReadFeatures => ({ areas: [], problems: [{ feature: null, code: null, reason, at: null }] });

/** Reads areas from the text of a GeoJSON FeatureCollection (RFC 7946) whose features have a `code` and a `name` among their properties. */
export function readFeatures(text: string): ReadFeatures {
  const features = featuresIn(text);
  if (features === undefined) return whole("not_geojson");
  if (features.length === 0) return whole("no_features");
  if (features.length > FEATURES_MAX) return whole("too_many_features");
  const positions = features.reduce(
    (sum: number, feature) => sum + countPositions(fieldOf(fieldOf(feature, "geometry"), "coordinates")),
    0,
  );
  if (positions > POSITIONS_MAX) return whole("too_many_positions");
  const read = features.map(readFeature);
  const areas = read.flatMap(({ area }) => (area === undefined ? [] : [area]));
  return { areas, problems: [...read.flatMap(({ problems }) => problems), ...namedTwice(read.map(({ area }) => area?.code))] };
}

function featuresIn(text: string): unknown[] | undefined {
  try {
    const file: unknown = JSON.parse(text);
    const features = fieldOf(file, "features");
    return fieldOf(file, "type") === "FeatureCollection" && Array.isArray(features) ? features : undefined;
  } catch {
    return undefined;
  }
}

function readFeature(feature: unknown, index: number): { area?: AreaFeature; problems: AreaProblem[] } {
  const properties = fieldOf(feature, "properties");
  const code = fieldOf(properties, "code");
  const said = typeof code === "string" ? code.slice(0, 40) : null;
  const problem = (reason: AreaProblemReason, at: Position | null = null): AreaProblem => ({ feature: index, code: said, reason, at });
  const problems: AreaProblem[] = [];
  const name = nameIn(properties, "name");
  const name_local = nameIn(properties, "name_local") ?? null;
  const population = fieldOf(properties, "population") ?? null;
  if (typeof code !== "string" || !codeText.test(code)) problems.push(problem("code_missing"));
  if (name === undefined) problems.push(problem("name_missing"));
  if (population !== null && !(Number.isSafeInteger(population) && (population as number) > 0))
    problems.push(problem("population_invalid"));
  const parent = fieldOf(properties, "parent") ?? null;
  if (parent !== null && typeof parent !== "string") problems.push(problem("parent_unknown"));
  const polygons = polygonsIn(fieldOf(feature, "geometry"));
  if (polygons === undefined) return { problems: [...problems, problem("geometry_not_polygon")] };
  for (const { reason, at } of shapeProblems(polygons)) problems.push(problem(reason, at));
  if (problems.length > 0) return { problems };
  const more = { name_local, population: population as number | null, parent: parent as string | null };
  return { area: { code: code as string, name: name!, ...more, polygons }, problems };
}

function nameIn(properties: unknown, field: string): string | undefined {
  const text = fieldOf(properties, field);
  const name = typeof text === "string" ? text.trim() : "";
  return name !== "" && name.length <= nameMax && !/\p{Cc}/u.test(name) ? name : undefined;
}

/** The polygons of a geometry, with positions cut to longitude and latitude; undefined where it is no area. */
function polygonsIn(geometry: unknown): Polygon[] | undefined {
  const coordinates = fieldOf(geometry, "coordinates");
  const polygons = fieldOf(geometry, "type") === "Polygon" ? [coordinates] : coordinates;
  if (fieldOf(geometry, "type") !== "Polygon" && fieldOf(geometry, "type") !== "MultiPolygon") return undefined;
  if (!Array.isArray(polygons) || polygons.length === 0) return undefined;
  const read: Polygon[] = [];
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0 || !rings.every(isRing)) return undefined;
    read.push(rings.map((ring) => ring.map(([lng, lat]): Position => [lng, lat])));
  }
  return read;
}

function isRing(ring: unknown): ring is Position[] {
  return Array.isArray(ring) && ring.every((at) => Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1]));
}

/** The first thing that is wrong with each polygon. */
function shapeProblems(polygons: readonly Polygon[]): Array<{ reason: AreaProblemReason; at: Position | null }> {
  const found: Array<{ reason: AreaProblemReason; at: Position | null }> = [];
  for (const polygon of polygons) {
    const problem = polygon.map(ringProblem).find((one) => one !== undefined);
    const crossing = problem === undefined ? crossingOf(polygon) : undefined;
    if (problem !== undefined) found.push(problem);
    else if (crossing !== undefined) found.push({ reason: "ring_crosses_itself", at: crossing });
  }
  return found;
}

function ringProblem(ring: Ring): { reason: AreaProblemReason; at: Position | null } | undefined {
  const [first, last] = [ring[0], ring.at(-1)];
  const outside = ring.find(([lng, lat]) => Math.abs(lng) > 180 || Math.abs(lat) > 90);
  if (outside !== undefined) {
    const isSwapped = ring.every(([lat, lng]) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180);
    return { reason: isSwapped ? "coordinates_swapped" : "coordinate_out_of_range", at: outside };
  }
  if (first === undefined || last === undefined || first[0] !== last[0] || first[1] !== last[1])
    return { reason: "ring_not_closed", at: first ?? null };
  return ring.length < 4 ? { reason: "ring_too_short", at: first } : undefined;
}

function namedTwice(codes: ReadonlyArray<string | undefined>): AreaProblem[] {
  const seen = new Set<string>();
  return codes.flatMap((code, feature): AreaProblem[] => {
    if (code === undefined) return [];
    const isTwice = seen.has(code);
    seen.add(code);
    return isTwice ? [{ feature, code, reason: "code_twice", at: null }] : [];
  });
}

/** How many positions nested lists hold. */
function countPositions(coordinates: unknown): number {
  if (!Array.isArray(coordinates)) return 0;
  return typeof coordinates[0] === "number" ? 1 : coordinates.reduce((sum: number, inner) => sum + countPositions(inner), 0);
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined;
}
