import assert from "node:assert/strict";
import { test } from "node:test";
import { mapContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import type { TestApp } from "@oneheart/testing";
import { bootMap, zoneInput } from "./support/boot.ts";

const { createZone, updateZone, getZone, listZones } = mapContract.operations;
const { findZones } = mapInternal.operations;
const nobody = "0190b0a0-0000-7000-8000-000000000000";

type Page = { items: Array<{ id: string; name: string }>; next_cursor: string | null };
type Collection = { type: string; features: Array<Record<string, never>>; next_cursor: string | null };

async function idsIn(app: TestApp, input: { bbox?: string; limit?: number } = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = (await app.call(listZones, { ...input, cursor })) as Page;
    ids.push(...page.items.map((item) => item.id));
    if (page.next_cursor === null) return ids;
    cursor = page.next_cursor;
  }
}

test("a zone is created with its time zone, and read back as it was written", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const name = "บางรัก 🌳 <script>alert(1)</script> '; DROP TABLE zones; --";
  const made = await app.call(createZone, zoneInput({ name, description: "สวน\nลุม" }), { as: admin });
  assert.equal(made.time_zone, "Asia/Bangkok");
  assert.equal(made.impact_factor_bps, 10_000);
  assert.equal(made.name, name);
  assert.deepEqual(await app.call(getZone, { id: made.id }), made);
  assert.deepEqual(await app.call(findZones, { ids: [made.id, nobody] }, { as: "system" }), { items: [made] });
  await app.settled();
  assert.deepEqual(app.eventsOf("zone.changed"), [{ zone_id: made.id }]);
});

test("the same idempotency key makes one zone", async (t) => {
  const app = await bootMap(t);
  const options = { as: app.user("admin"), idempotencyKey: "once" };
  const first = await app.call(createZone, zoneInput(), options);
  assert.deepEqual(await app.call(createZone, zoneInput(), options), first);
  assert.deepEqual(await idsIn(app), [first.id]);
});

test("only an admin makes and changes zones", async (t) => {
  const app = await bootMap(t);
  await assert.rejects(app.call(createZone, zoneInput(), { as: app.player() }), { code: "forbidden" });
  await assert.rejects(app.call(createZone, zoneInput()), { code: "unauthenticated" });
  await assert.rejects(app.call(updateZone, { id: nobody }, { as: app.user("sponsor") }), { code: "forbidden" });
});

test("bad places, sizes and words are refused by field", async (t) => {
  const app = await bootMap(t);
  const bad = [
    { location_lat: 91 },
    { location_lng: -181 },
    { radius_km: 0 },
    { radius_km: 2001 },
    { name: "  " },
    { impact_factor_bps: 1 },
  ];
  for (const over of bad) {
    const expected = { code: "invalid_input", fields: [{ path: Object.keys(over)[0], message: /./ }] };
    await assert.rejects(app.call(createZone, zoneInput(over), { as: app.user("admin") }), (error: typeof expected) => {
      assert.equal(error.code, "invalid_input");
      assert.equal(error.fields[0]!.path, expected.fields[0]!.path);
      return true;
    });
  }
});

test("a zone that moves takes the time of its new place and keeps the rest", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const made = await app.call(createZone, zoneInput(), { as: admin });
  const moved = await app.call(updateZone, { id: made.id, location_lat: 34.05, location_lng: -118.24 }, { as: admin });
  assert.deepEqual(moved, { ...made, location_lat: 34.05, location_lng: -118.24, time_zone: "America/Los_Angeles" });
  assert.deepEqual(await app.call(getZone, { id: made.id }), moved);
  assert.deepEqual(await idsIn(app, { bbox: "-119,33,-118,35" }), [made.id]);
  assert.deepEqual(await idsIn(app, { bbox: "100,13,101,14" }), []);
});

test("an administrator sets a zone's time zone, which then stays when the zone moves, until it is given back to the place", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const made = await app.call(createZone, zoneInput({ time_zone: "asia/urumqi" }), { as: admin });
  assert.deepEqual([made.time_zone, made.time_zone_is_set], ["Asia/Urumqi", true]);
  const moved = await app.call(updateZone, { id: made.id, location_lat: 34.05, location_lng: -118.24 }, { as: admin });
  assert.equal(moved.time_zone, "Asia/Urumqi");
  const given = await app.call(updateZone, { id: made.id, time_zone: null }, { as: admin });
  assert.deepEqual([given.time_zone, given.time_zone_is_set], ["America/Los_Angeles", false]);
  const set = await app.call(updateZone, { id: made.id, time_zone: "America/Tijuana" }, { as: admin });
  assert.deepEqual([set.time_zone, set.time_zone_is_set], ["America/Tijuana", true]);
});

test("time_zone_unknown: no such time zone", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const refused = { code: "time_zone_unknown", status: 422, context: { time_zone: "Asia/Atlantis" } };
  await assert.rejects(app.call(createZone, zoneInput({ time_zone: "Asia/Atlantis" }), { as: admin }), refused);
  const { id } = await app.call(createZone, zoneInput(), { as: admin });
  await assert.rejects(app.call(updateZone, { id, time_zone: "Asia/Atlantis" }, { as: admin }), refused);
});

test("zone_not_found: a zone that does not exist", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  await assert.rejects(app.call(getZone, { id: nobody }), { code: "zone_not_found", status: 404 });
  await assert.rejects(app.call(updateZone, { id: nobody, name: "x" }, { as: admin }), { code: "zone_not_found" });
  await assert.rejects(app.call(mapContract.operations.zoneMissions, { id: nobody }, { as: admin }), { code: "zone_not_found" });
  await assert.rejects(app.call(mapContract.operations.zoneActivity, { id: nobody }, { as: admin }), { code: "zone_not_found" });
});

test("bbox_invalid: south over north, or out of range", async (t) => {
  const app = await bootMap(t);
  for (const bbox of ["0,10,5,9", "0,-91,5,5", "0,0,5,91"]) {
    await assert.rejects(app.call(listZones, { bbox }), { code: "bbox_invalid", status: 400 });
  }
});

test("pages of a list, with and without a box, hold every zone once", async (t) => {
  const app = await bootMap(t);
  const made: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    const zone = await app.call(createZone, zoneInput({ location_lng: 100 + index / 10 }), { as: app.user("admin") });
    made.push(zone.id);
  }
  for (const input of [{ limit: 3 }, { limit: 2, bbox: "99,13,102,15" }, { limit: 7 }]) assert.deepEqual(await idsIn(app, input), made);
});

test("a cursor that we did not make is refused", async (t) => {
  const app = await bootMap(t);
  const forged = Buffer.from('["x\' OR 1=1 --"]').toString("base64url");
  for (const cursor of ["!", forged]) await assert.rejects(app.call(listZones, { cursor }), { code: "invalid_input" });
});

test("a circle is found by any box that its own box meets, also over the antimeridian and the pole", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const make = async (name: string, location_lat: number, location_lng: number, radius_km: number) =>
    (await app.call(createZone, zoneInput({ name, location_lat, location_lng, radius_km }), { as: admin })).id;
  const taveuni = await make("just east of the line", -16.8, -179.9, 50);
  const west = await make("just west of the line", -16.8, 179.9, 50);
  const pole = await make("pole", 89.9, 0, 100);
  const bangkok = await make("edge reaches out", 13.7, 100.5, 50);

  assert.deepEqual(await idsIn(app, { bbox: "179,-20,-179,-10" }), [taveuni, west]);
  assert.deepEqual(await idsIn(app, { bbox: "179,-20,179.95,-10" }), [taveuni, west]);
  assert.deepEqual(await idsIn(app, { bbox: "-179.95,-20,-179,-10" }), [taveuni, west]);
  assert.deepEqual(await idsIn(app, { bbox: "179,-20,181,-10" }), [taveuni, west]);
  assert.deepEqual(await idsIn(app, { bbox: "170,-20,179.4,-10" }), []);
  assert.deepEqual(await idsIn(app, { bbox: "-120,89,-119,90" }), [pole]);
  assert.deepEqual(await idsIn(app, { bbox: "100.9,13.6,102,13.8" }), [bangkok]);
  assert.deepEqual(await idsIn(app, { bbox: "101,13.6,102,13.8" }), []);
  assert.deepEqual(await idsIn(app, { bbox: "-180,-90,180,90" }), [taveuni, west, pole, bangkok]);
});

test("a zone that is switched off is listed for admins only", async (t) => {
  const app = await bootMap(t);
  const admin = app.user("admin");
  const shown = await app.call(createZone, zoneInput(), { as: admin });
  const off = await app.call(createZone, zoneInput({ name: "Sathon" }), { as: admin });
  await app.call(updateZone, { id: off.id, is_active: false }, { as: admin });
  for (const bbox of [undefined, "100,13,101,14"]) {
    assert.deepEqual(await idsIn(app, { bbox }), [shown.id]);
    const all = (await app.call(listZones, { bbox }, { as: admin })) as Page;
    assert.deepEqual(
      all.items.map((item) => item.id),
      [shown.id, off.id],
    );
  }
});

test("as GeoJSON a zone is a point with its circle's radius among its properties", async (t) => {
  const app = await bootMap(t);
  const zone = await app.call(createZone, zoneInput(), { as: app.user("admin") });
  const { id, location_lat, location_lng, ...properties } = zone;
  const collection = (await app.call(listZones, { format: "geojson", bbox: "100,13,101,14" })) as Collection;
  assert.deepEqual(collection, {
    type: "FeatureCollection",
    features: [{ type: "Feature", id, geometry: { type: "Point", coordinates: [location_lng, location_lat] }, properties }],
    next_cursor: null,
  });
  assert.equal(properties.radius_km, 2);
});

test("a zone can be as small and as close to the origin as a double can be", async (t) => {
  const app = await bootMap(t);
  const tiny = { location_lat: -5e-324, location_lng: 1e-170, radius_km: 5e-324 };
  const zone = await app.call(createZone, zoneInput(tiny), { as: app.user("admin") });
  assert.deepEqual([zone.location_lat, zone.location_lng], [0, 0]);
  assert.deepEqual(await idsIn(app, { bbox: "-1,-1,1,1" }), [zone.id]);
});
