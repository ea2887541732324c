import assert from "node:assert/strict";
import { test } from "node:test";
import { mapContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import fc from "fast-check";
import { sql } from "kysely";
import { snapped } from "../src/rules/place.ts";
import { bootMap, zoneInput } from "./support/boot.ts";
import { scatterZones } from "./support/scatter.ts";

const { createZone, updateZone } = mapContract.operations;
const { zonesNear } = mapInternal.operations;
const earthRadius_km = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

interface Place {
  lat: number;
  lng: number;
}

function distance_km(a: Place, b: Place): number {
  const lat = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const lng = Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2;
  return 2 * earthRadius_km * Math.asin(Math.min(1, Math.sqrt(lat + lng)));
}

const anyPlace: fc.Arbitrary<Place> = fc.record({
  lat: fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, -89.99, 0, 60, 89.99, 90)),
  lng: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, -179.99, 0, 179.99, 180)),
});
const places = anyPlace.map(({ lat, lng }) => ({ lat: snapped(lat), lng: snapped(lng) }));

test("zones near a point are the nearest by great circle, in that order, anywhere on earth", async (t) => {
  const app = await bootMap(t);
  await scatterZones(app.db, 3000);
  const { rows } = await sql<{
    id: string;
    lat: number;
    lng: number;
  }>`SELECT id, location_lat AS lat, location_lng AS lng FROM zones`.execute(app.db);
  await fc.assert(
    fc.asyncProperty(anyPlace, fc.integer({ min: 1, max: 30 }), async (place, limit) => {
      const near = await app.call(zonesNear, { ...place, limit }, { as: "system" });
      const found = near.items.map((zone) => distance_km(place, { lat: zone.location_lat, lng: zone.location_lng }));
      const expected = rows.map((row) => distance_km(place, row)).sort((a, b) => a - b);
      assert.equal(found.length, limit);
      for (const [index, km] of found.entries())
        assert.ok(Math.abs(km - expected[index]!) < 1e-6, `${index}: ${km}, not ${expected[index]}`);
    }),
    { numRuns: 150 },
  );
});

test("the nearest zone may lie across the antimeridian, and fewer zones than asked for are all given", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const far = await app.call(createZone, zoneInput({ location_lat: -17, location_lng: 178 }), { as: admin });
  const across = await app.call(createZone, zoneInput({ location_lat: -17, location_lng: -179.9 }), { as: admin });
  const near = await app.call(zonesNear, { lat: -17, lng: 179.9, limit: 20 }, { as: "system" });
  assert.deepEqual(
    near.items.map((zone) => zone.id),
    [across.id, far.id],
  );
});

test("away from the equator a degree of longitude is short: the nearest by degrees is not the nearest", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const north = await app.call(createZone, zoneInput({ location_lat: 71, location_lng: 25 }), { as: admin });
  const east = await app.call(createZone, zoneInput({ location_lat: 70, location_lng: 26.5 }), { as: admin });
  const near = await app.call(zonesNear, { lat: 70, lng: 25, limit: 1 }, { as: "system" });
  assert.deepEqual(
    near.items.map((zone) => zone.id),
    [east.id],
  );
  await app.call(updateZone, { id: east.id, is_active: false }, { as: admin });
  const active = await app.call(zonesNear, { lat: 70, lng: 25, limit: 2 }, { as: "system" });
  assert.deepEqual(
    active.items.map((zone) => zone.id),
    [north.id],
  );
});

test("with no zones there is none near", async (t) => {
  const app = await bootMap(t);
  assert.deepEqual(await app.call(zonesNear, { lat: 0, lng: 0 }, { as: "system" }), { items: [] });
});

test("a zone's box holds every point of its circle", async (t) => {
  const app = await bootMap(t);
  const circle = fc.record({
    place: places,
    radius_km: fc.oneof(fc.double({ min: 0, max: 2000, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true })),
    bearing: fc.double({ min: 0, max: 360, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(circle, async ({ place, radius_km, bearing, share }) => {
      const edge = destination(place, bearing, radius_km * share);
      const { lat, lng } = { lat: snapped(edge.lat), lng: snapped(edge.lng) };
      const { rows } = await sql<{ held: boolean }>`
        SELECT bool_or(zone_bounds(${place.lat}, ${place.lng}, ${radius_km}) && box(point(${lng}::float8 + turn, ${lat}), point(${lng}::float8 + turn, ${lat}))) AS held
        FROM unnest(ARRAY[0, 360, -360]) turn`.execute(app.db);
      assert.equal(rows[0]!.held, true);
    }),
    { numRuns: 500 },
  );
});

/** The point at a distance and bearing along the great circle. */
function destination(from: Place, bearing: number, km: number): Place {
  const angle = km / earthRadius_km;
  const lat1 = radians(from.lat);
  const lat = Math.asin(Math.sin(lat1) * Math.cos(angle) + Math.cos(lat1) * Math.sin(angle) * Math.cos(radians(bearing)));
  const x = Math.cos(angle) - Math.sin(lat1) * Math.sin(lat);
  const lng = radians(from.lng) + Math.atan2(Math.sin(radians(bearing)) * Math.sin(angle) * Math.cos(lat1), x);
  return { lat: (lat * 180) / Math.PI, lng: (((lng * 180) / Math.PI + 540) % 360) - 180 };
}
