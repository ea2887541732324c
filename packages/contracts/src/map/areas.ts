/** The tree of areas (countries, regions, provinces, districts) into which zones fall, as it was and as it is. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, pageInput, pageOf, shape } from "../common/shared.ts";

/** From the widest to the narrowest. A tree need not have all of them. */
export const AreaLevel = z.enum(["country", "region", "province", "district"]);
export type AreaLevel = z.infer<typeof AreaLevel>;

export const AreaProblemReason = z.enum([
  "not_geojson",
  "no_features",
  "too_many_features",
  "too_many_positions",
  "code_missing",
  "code_twice",
  "code_of_another_level",
  "name_missing",
  "population_invalid",
  "geometry_not_polygon",
  "ring_too_short",
  "ring_not_closed",
  "ring_crosses_itself",
  "coordinate_out_of_range",
  "coordinates_swapped",
  "parent_unknown",
  "outside_parent",
]);
export type AreaProblemReason = z.infer<typeof AreaProblemReason>;

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/);
const geojson_bytes_max = 8 * 1024 * 1024;

/** One area with one of its boundaries. `valid_from` is the first month of it; `valid_to` the first one that it no longer holds for. */
export const Area = shape("Area", {
  id: Id,
  /** As its country's office for statistics or ISO 3166 has it, such as `TH-10`. */
  code: z.string(),
  level: AreaLevel,
  parent_id: Id.nullable(),
  name: z.string(),
  /** In the language of the place. */
  name_local: z.string().nullable(),
  population: z.int().nullable(),
  /** Null where it holds from the beginning. */
  valid_from: Month.nullable(),
  valid_to: Month.nullable(),
});

const AreaProblem = shape("AreaProblem", {
  /** Which feature of the file, from 0; null where it is the file as a whole. */
  feature: z.int().nullable(),
  code: z.string().nullable(),
  reason: AreaProblemReason,
  /** Longitude and latitude of the place where it shows. */
  at: z.array(z.number()).nullable(),
  words: z.string(),
});

const AreaImport = shape("AreaImport", {
  level: AreaLevel,
  valid_from: Month.nullable(),
  dry_run: z.boolean(),
  /** Codes of areas that begin, whose boundary or parent changes, that stay as they are, and that end. */
  added: z.array(z.string()),
  changed: z.array(z.string()),
  same: z.int(),
  ended: z.array(z.string()),
  /** Zones that fall into another area from `valid_from` on. */
  zones_moved: z.int(),
});

const areaInput = { level: AreaLevel.optional(), parent: Id.optional(), month: Month.optional() };

export const areaOperations = {
  importAreas: operation({
    route: "POST /api/admin/areas",
    summary:
      "Replace the areas of one level from a month on, by a GeoJSON FeatureCollection whose features have `code`, `name` and may have `name_local` and `population`: what the file lacks ends",
    access: ["admin"],
    raw: { field: "geojson", headers: {}, max_bytes: geojson_bytes_max },
    input: z.object({
      geojson: z.string().max(geojson_bytes_max),
      level: AreaLevel,
      /** The code of the area that all of these lie in; only what lies in it is replaced. */
      parent: Code.optional(),
      /** The first month of these boundaries. Left out: from the beginning, for a level that has no areas yet. */
      valid_from: Month.optional(),
      dry_run: z.boolean().default(false),
    }),
    output: AreaImport,
    errors: {
      areas_invalid: refusal(422, shape("AreasInvalid", { count: z.int(), problems: z.array(AreaProblem) })),
      area_parent_not_found: refusal(422, shape("AreaParentNotFound", { parent: z.string() })),
      boundaries_too_early: refusal(409, shape("BoundariesTooEarly", { earliest: Month })),
    },
  }),
  listAreas: operation({
    route: "GET /api/map/areas",
    summary: "Areas with their boundaries' dates: those of a level, in an area, or that hold in a month",
    access: ["anyone"],
    input: z.object({ ...pageInput, ...areaInput }),
    output: pageOf(Area),
  }),
  areaFeatures: operation({
    route: "GET /api/map/areas/boundaries",
    summary: "The boundaries that hold in a month, as GeoJSON (RFC 7946)",
    access: ["anyone"],
    input: z.object({ ...pageInput, ...areaInput, month: Month }),
    output: shape("AreaFeatures", {
      type: z.literal("FeatureCollection"),
      features: z.array(z.record(z.string(), z.unknown())),
      next_cursor: z.string().nullable(),
    }),
  }),
} as const;
