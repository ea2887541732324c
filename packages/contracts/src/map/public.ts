import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { duplicateInput, Id, Latitude, Longitude, line, pageInput, pageOf, paragraph, shape, Time } from "../common/shared.ts";
import { areaOperations } from "./areas.ts";

export const ZoneType = z.enum(["urban", "rural", "coastal", "forest", "school", "community", "other"]);

export const Zone = shape("Zone", {
  id: Id,
  zone_type: z.string(),
  name: z.string(),
  description: z.string(),
  location_lat: Latitude,
  location_lng: Longitude,
  radius_km: z.number(),
  /** IANA name; days of daily quests begin at its midnight. */
  time_zone: z.string(),
  /** True when an administrator set it; otherwise it follows from the centre. */
  time_zone_is_set: z.boolean(),
  /** Raises or lowers rewards in the zone, in basis points (10,000 is 1). */
  impact_factor_bps: z.int(),
  is_active: z.boolean(),
  /** When it was taken off the map for good: what refers to it still finds it. */
  retired_at: Time.nullable(),
  created_at: Time,
});

export const ZoneState = z.enum(["active", "hidden", "retired"]);
export type ZoneState = z.infer<typeof ZoneState>;

const zoneFields = {
  zone_type: line(50),
  name: line(255),
  description: paragraph(5000),
  location_lat: Latitude,
  location_lng: Longitude,
  radius_km: z.number().positive().max(2000),
  impact_factor_bps: z.int().min(5000).max(20000),
  /** IANA name, such as `Asia/Bangkok`; null for that of the zone's centre. For quests that start from now on. */
  time_zone: z.string().max(64).nullable(),
};

/** `west,south,east,north` in degrees; west greater than east crosses the antimeridian, and longitudes past 180 are wrapped. */
export const BoundingBox = z.string().regex(/^-?\d{1,3}(\.\d+)?(,-?\d{1,3}(\.\d+)?){3}$/, "west,south,east,north in degrees");

const Activity = shape("ZoneActivity", {
  id: Id,
  kind: z.string(),
  player_did: z.string(),
  username: z.string(),
  mission_id: Id,
  title: z.string(),
  xp_delta: z.int(),
  occurred_at: Time,
});

export const MissionSummary = shape("MissionSummary", {
  id: Id,
  title: z.string(),
  mission_type: z.string(),
  quest_type: z.string(),
  base_xp: z.int(),
  base_tokens: z.int(),
  difficulty_level: z.int(),
  min_level: z.int(),
});

const zoneExists = refusal(409, shape("ZoneExists", { zone_id: Id }));
const timeZoneUnknown = refusal(422, shape("TimeZoneUnknown", { time_zone: z.string() }));

export const mapContract = defineContract({
  service: "map",
  operations: {
    ...areaOperations,
    createZone: operation({
      route: "POST /api/map/zones",
      summary: "Create a zone",
      access: ["admin"],
      idempotent: true,
      input: z.object({
        ...zoneFields,
        description: zoneFields.description.default(""),
        impact_factor_bps: zoneFields.impact_factor_bps.default(10_000),
        time_zone: zoneFields.time_zone.default(null),
        ...duplicateInput,
      }),
      output: Zone,
      status: 201,
      errors: { time_zone_unknown: timeZoneUnknown, zone_exists: zoneExists },
    }),
    updateZone: operation({
      route: "PATCH /api/map/zones/:id",
      summary: "Change a zone; a retired one that is switched on is back",
      access: ["admin"],
      input: z
        .object(zoneFields)
        .partial()
        .extend({ id: Id, is_active: z.boolean().optional(), ...duplicateInput }),
      output: Zone,
      errors: { zone_not_found: 404, time_zone_unknown: timeZoneUnknown, zone_exists: zoneExists },
    }),
    removeZone: operation({
      route: "DELETE /api/map/zones/:id",
      summary: "Remove a zone without missions; one that has any is retired: quests under way and history keep it",
      access: ["admin"],
      input: z.object({ id: Id }),
      output: shape("ZoneRemoval", {
        outcome: z.enum(["removed", "retired"]),
        /** Null when it is gone. */
        zone: Zone.nullable(),
        /** How many missions are in it. */
        missions: z.int(),
      }),
      errors: { zone_not_found: 404 },
    }),
    listAllZones: operation({
      route: "GET /api/admin/zones",
      summary: "All zones, newest first: also those that are hidden or retired",
      access: ["admin", "internal"],
      input: z.object({ ...pageInput, state: ZoneState.optional() }),
      output: pageOf(Zone),
    }),
    listZones: operation({
      route: "GET /api/map/zones",
      summary: "Zones, by bounding box, as a list or as GeoJSON (RFC 7946)",
      access: ["anyone"],
      input: z.object({ ...pageInput, bbox: BoundingBox.optional(), format: z.enum(["json", "geojson"]).default("json") }),
      output: z.union([
        pageOf(Zone),
        shape("ZoneFeatures", {
          type: z.literal("FeatureCollection"),
          features: z.array(z.record(z.string(), z.unknown())),
          next_cursor: z.string().nullable(),
        }),
      ]),
      errors: { bbox_invalid: refusal(400, shape("BoundingBoxInvalid", { bbox: z.string() })) },
    }),
    getZone: operation({
      route: "GET /api/map/zones/:id",
      summary: "One zone",
      access: ["anyone", "internal"],
      input: z.object({ id: Id }),
      output: Zone,
      errors: { zone_not_found: 404 },
    }),
    zoneMissions: operation({
      route: "GET /api/map/zones/:id/missions",
      summary: "Active missions in a zone",
      access: ["anyone"],
      input: z.object({ id: Id, ...pageInput }),
      output: pageOf(MissionSummary),
      errors: { zone_not_found: 404 },
    }),
    zoneActivity: operation({
      route: "GET /api/map/zones/:id/activity",
      summary: "What was verified in a zone, newest first",
      access: signedIn,
      input: z.object({ id: Id, ...pageInput }),
      output: pageOf(Activity),
      errors: { zone_not_found: 404 },
    }),
  },
});
