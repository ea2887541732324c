import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { mapContract } from "@oneheart/contracts";
import { realService } from "@oneheart/testing";
import { bootWorld } from "./support/world.ts";

const { createZone, updateZone, removeZone, getZone, zoneMissions } = mapContract.operations;

async function bootWithMap(t: TestContext, clock?: string) {
  const world = await bootWorld(t, { clock, map: await realService("map") });
  const zone = async (location_lat: number, location_lng: number) =>
    (await world.app.call(createZone, { zone_type: "urban", name: "zone", location_lat, location_lng, radius_km: 2 }, { as: world.admin }))
      .id;
  return { ...world, zone };
}

test("near a place, quests of the nearest zones are offered, across the antimeridian too", async (t) => {
  const world = await bootWithMap(t);
  const player = await world.player();
  const far = await world.mission({ zone_id: await world.zone(13.75, 100.5) });
  const across = await world.mission({ zone_id: await world.zone(-17, -179.9) });
  const near = await world.mission({ zone_id: await world.zone(-17, 179.8) });
  const page = await world.list(player, { lat: -17, lng: 179.85 });
  assert.deepEqual(
    page.items.map((item) => item.mission_id),
    [near.id, across.id, far.id],
  );
});

test("a zone's missions are the quest service's, page by page", async (t) => {
  const world = await bootWithMap(t);
  const zone_id = await world.zone(13.75, 100.5);
  const [first, second] = [await world.mission({ zone_id }), await world.mission({ zone_id })];
  const player = await world.player();
  const page = await world.app.call(zoneMissions, { id: zone_id, limit: 1 }, { as: player });
  const rest = await world.app.call(zoneMissions, { id: zone_id, limit: 1, cursor: page.next_cursor! }, { as: player });
  assert.deepEqual(
    [...page.items, ...rest.items].map((item) => item.id),
    [second.id, first.id],
  );
  assert.equal(rest.next_cursor, null);
});

test("a daily quest's day is the day where the zone lies", async (t) => {
  const world = await bootWithMap(t, "2026-03-01T12:00:00Z");
  const player = await world.player();
  const bangkok = await world.mission({ zone_id: await world.zone(13.75, 100.5) });
  const angeles = await world.mission({ zone_id: await world.zone(34.05, -118.24) });
  await world.done(bangkok, player);
  await world.done(angeles, player);
  world.app.clock.set("2026-03-01T17:00:00Z");
  const locked = new Map((await world.list(player)).items.map((item) => [item.mission_id, item.locked_because]));
  assert.deepEqual([locked.get(bangkok.id), locked.get(angeles.id)], [[], ["quest_already_done"]]);
  await world.start(bangkok, player);
  await assert.rejects(world.start(angeles, player), { code: "quest_already_done" });
});

test("switching a zone off closes its missions for new starts and leaves quests under way", async (t) => {
  const world = await bootWithMap(t);
  const [player, other] = [await world.player(), await world.player()];
  const zone_id = await world.zone(13.75, 100.5);
  const mission = await world.mission({ zone_id });
  const quest = await world.start(mission, player);
  await world.app.call(updateZone, { id: zone_id, is_active: false }, { as: world.admin });
  await assert.rejects(world.start(mission, other), { code: "mission_closed" });
  assert.equal((await world.complete(quest, player, [world.proof(quest, player)])).status, "submitted");
});

test("a paid quest shows in its zone's activity", async (t) => {
  const world = await bootWithMap(t);
  const player = await world.player();
  const mission = await world.mission({ zone_id: await world.zone(13.75, 100.5), title: "เก็บขยะ 🧹 <i>" });
  const quest = await world.submitted(mission, player);
  await world.paid(quest, { xp: 77, player_id: player.playerId });
  const feed = await world.app.call(mapContract.operations.zoneActivity, { id: mission.zone_id }, { as: player });
  assert.deepEqual(
    feed.items.map(({ player_did, title, xp_delta, mission_id }) => ({ player_did, title, xp_delta, mission_id })),
    [{ player_did: player.did, title: "เก็บขยะ 🧹 <i>", xp_delta: 77, mission_id: mission.id }],
  );
});

test("zone_not_found: a mission is made only in a zone that the map knows", async (t) => {
  const world = await bootWithMap(t);
  await assert.rejects(world.mission({ zone_id: "0190b0a0-0000-7000-8000-000000000000" }), { code: "zone_not_found", status: 422 });
});

test("a zone that is removed while a mission is put there is gone without the mission, or stays retired with it", async (t) => {
  const world = await bootWithMap(t);
  for (let round = 0; round < 20; round += 1) {
    const id = await world.zone(10 + round, 100.5);
    const [mission, removal] = await Promise.allSettled([
      world.mission({ zone_id: id }),
      world.app.call(removeZone, { id }, { as: world.admin }),
    ]);
    assert.ok(removal.status === "fulfilled");
    const made = mission.status === "fulfilled";
    if (!made) assert.match(mission.reason.code, /^zone_(not_found|retired)$/);
    assert.equal(removal.value.outcome, made ? "retired" : "removed");
    const kept = await world.app.call(getZone, { id }).then(
      () => true,
      () => false,
    );
    assert.equal(kept, made);
  }
});
