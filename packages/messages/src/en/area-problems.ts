import type { AreaProblemReason } from "@oneheart/contracts";
import { pattern } from "../pattern.ts";

/** What is wrong with a file of areas. */
export const areaProblems = {
  "area_problem.not_geojson": pattern("This is no GeoJSON FeatureCollection."),
  "area_problem.no_features": pattern("The file has no features."),
  "area_problem.too_many_features": pattern("The file has more than 2,000 features. Import it in parts, by the area that they lie in."),
  "area_problem.too_many_positions": pattern("The file has more than 200,000 positions. Simplify the boundaries."),
  "area_problem.code_missing": pattern("The feature needs a property “code” of up to 40 letters, digits, points, hyphens and underscores."),
  "area_problem.code_twice": pattern("Another feature has the same code."),
  "area_problem.code_of_another_level": pattern("The code belongs to an area of another level."),
  "area_problem.name_missing": pattern("The feature needs a property “name” of up to 200 characters."),
  "area_problem.population_invalid": pattern("The population is no whole number above 0. Leave it out where it is not known."),
  "area_problem.geometry_not_polygon": pattern("The geometry is no Polygon or MultiPolygon with numbers for its positions."),
  "area_problem.ring_too_short": pattern("A ring needs at least four positions, the last one the same as the first."),
  "area_problem.ring_not_closed": pattern("A ring is not closed: its last position is not its first one."),
  "area_problem.ring_crosses_itself": pattern("The boundary crosses itself."),
  "area_problem.coordinate_out_of_range": pattern("A position is nowhere on earth: longitude is within 180 degrees, latitude within 90."),
  "area_problem.coordinates_swapped": pattern("The positions seem to have latitude first. GeoJSON has longitude first, then latitude."),
  "area_problem.parent_unknown": pattern("The area that it should lie in is not known in this month, or is of no wider level."),
  "area_problem.outside_parent": pattern("It lies outside the area that it should lie in."),
} satisfies Record<`area_problem.${AreaProblemReason}`, string>;
