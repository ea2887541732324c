import { geoMercator, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import countries from "world-atlas/countries-50m.json?url";
import { unit } from "./view.ts";

type World = Parameters<typeof feature>[0] & { objects: { countries: Parameters<typeof feature>[1] } };

/** The outlines of all countries (Natural Earth, 1:50 million) as one SVG path in map units. */
export async function countryPaths(): Promise<string> {
  const world = (await (await fetch(countries)).json()) as World;
  const path = geoPath(geoMercator().scale(unit).translate([0, 0])).digits(2);
  return path(feature(world, world.objects.countries)) ?? "";
}
