/**
 * The areas of the demonstration: the world's countries after Natural Earth (public domain, by `world-atlas`), and regions and provinces
 * around its zones in lines of our own, some kilometres coarse. An installation imports its office's boundaries instead.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type AreaLevel, mapContract } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { feature } from "topojson-client";

type World = Parameters<typeof feature>[0] & { objects: { countries: Parameters<typeof feature>[1] } };
type Line = ReadonlyArray<readonly [lng: number, lat: number]>;

/** In these outlines Antarctica, Fiji and Russia run over the antimeridian, and Sudan's lines cross. */
const leftOut = new Set(["010", "242", "643", "729"]);

/** What is known of a country beside its ISO 3166 number and English name. People are rounded. */
const countries: Record<string, { code: string; name_local: string; population: number }> = {
  "764": { code: "TH", name_local: "ประเทศไทย", population: 66_000_000 },
  "380": { code: "IT", name_local: "Italia", population: 59_000_000 },
};

const regions = [
  area("TH-C", "Central Thailand", "ภาคกลาง", "TH", [
    [98.9, 12.6],
    [101.2, 12.6],
    [101.5, 14.0],
    [101.3, 15.6],
    [100.0, 17.0],
    [98.6, 15.5],
  ]),
  area("IT-52", "Tuscany", "Toscana", "IT", [
    [9.7, 44.4],
    [10.2, 42.8],
    [11.2, 42.3],
    [12.1, 42.9],
    [12.4, 43.8],
    [11.6, 44.2],
  ]),
];

/** The river between Bangkok and the bend of Bang Kachao, from west to east. */
const river: Line = [
  [100.5, 13.64],
  [100.535, 13.665],
  [100.545, 13.695],
  [100.565, 13.712],
  [100.592, 13.7],
  [100.592, 13.668],
  [100.64, 13.662],
  [100.94, 13.72],
];
const provinces = [
  area(
    "TH-10",
    "Bangkok",
    "กรุงเทพมหานคร",
    "TH-C",
    [[100.33, 13.66], [100.41, 13.5], [100.46, 13.5], ...river, [100.94, 13.95], [100.33, 13.95]],
    5_500_000,
  ),
  area("TH-11", "Samut Prakan", "สมุทรปราการ", "TH-C", [[100.46, 13.5], [100.96, 13.46], ...river.toReversed()], 1_400_000),
  area(
    "IT-AR",
    "Arezzo",
    "Arezzo",
    "IT-52",
    [
      [11.6, 43.8],
      [11.6, 43.3],
      [11.9, 43.15],
      [12.2, 43.4],
      [12.3, 43.8],
      [11.9, 43.9],
    ],
    334_000,
  ),
];

function area(code: string, name: string, name_local: string, parent: string, line: Line, population: number | null = null) {
  const geometry = { type: "Polygon", coordinates: [[...line, line[0]]] };
  return { type: "Feature", properties: { code, name, name_local, parent, population }, geometry };
}

/** Imports the areas where there are none. */
export async function createAreas(ctx: BaseContext): Promise<void> {
  const levels: Array<[AreaLevel, () => Promise<object[]>]> = [
    ["country", countriesOfTheWorld],
    ["region", async () => regions],
    ["province", async () => provinces],
  ];
  for (const [level, read] of levels) {
    const { items } = await ctx.call(mapContract.operations.listAreas, { level, limit: 1 });
    if (items.length > 0) continue;
    const geojson = JSON.stringify({ type: "FeatureCollection", features: await read() });
    await ctx.call(mapContract.operations.importAreas, { level, geojson });
  }
}

async function countriesOfTheWorld(): Promise<object[]> {
  const file = fileURLToPath(import.meta.resolve("world-atlas/countries-110m.json"));
  const world = JSON.parse(await readFile(file, "utf8")) as World;
  const outlines = feature(world, world.objects.countries) as unknown as {
    features: Array<{ id?: string; properties: { name: string }; geometry: object }>;
  };
  return outlines.features.flatMap(({ id, properties: { name }, geometry }) =>
    id === undefined || leftOut.has(id) ? [] : [{ type: "Feature", properties: { code: id, name, ...countries[id] }, geometry }],
  );
}
