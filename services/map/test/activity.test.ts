import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { mapContract, questContract } from "@oneheart/contracts";
import { impactInternal, playerInternal, questInternal } from "@oneheart/contracts/internal";
import { plainMission, plainPlayer, stub, type TestApp } from "@oneheart/testing";
import { bootMap, zoneInput } from "./support/boot.ts";

const { createZone, zoneActivity, zoneMissions } = mapContract.operations;
const did = "did:oneheart:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
const title = "ปลูกป่า 🌳 <b>bold</b> '; --";

const mission = plainMission({ mission_type: "planting", title, difficulty_level: 3 });
const getMission = stub(questContract.operations.getMission, ({ id }) => ({ ...mission, id }));

function players(known: (id: string) => boolean = () => true) {
  return stub(playerInternal.operations.findPlayers, ({ ids }) => ({
    items: ids.filter(known).map((id) => plainPlayer({ id, user_did: did, username: "สมชาย" })),
  }));
}

function impact(zone_id: string, recorded_at: string) {
  return {
    ledger_id: randomUUID(),
    action_id: randomUUID(),
    quest_id: randomUUID(),
    mission_id: randomUUID(),
    zone_id,
    player_id: randomUUID(),
    xp: 55,
    tokens: 5,
    credits_minor: 100,
    badges: [],
    level_before: 1,
    level_after: 1,
    streak_days: 1,
    action_day: recorded_at.slice(0, 10),
    recorded_at,
  };
}

async function aZone(app: TestApp): Promise<string> {
  return (await app.call(createZone, zoneInput({ allow_duplicate: true }), { as: app.user("admin") })).id;
}

test("what is verified in a zone is shown there, newest first, page by page", async (t) => {
  const app = await bootMap(t, [players(), getMission]);
  const zone = await aZone(app);
  const other = await aZone(app);
  const recorded = [3, 1, 2, 2].map((day) => impact(zone, `2026-03-0${day}T10:00:00.000Z`));
  for (const payload of [...recorded, impact(other, "2026-03-09T10:00:00.000Z")]) {
    await app.emit(impactInternal.events.impactRecorded, payload);
  }
  await app.settled();

  const first = await app.call(zoneActivity, { id: zone, limit: 2 }, { as: app.player() });
  const second = await app.call(zoneActivity, { id: zone, limit: 2, cursor: first.next_cursor! }, { as: app.player() });
  assert.equal(second.next_cursor, null);
  const shown = [...first.items, ...second.items];
  assert.deepEqual(
    shown.map((item) => item.occurred_at.slice(0, 10)),
    ["2026-03-03", "2026-03-02", "2026-03-02", "2026-03-01"],
  );
  assert.equal(new Set(shown.map((item) => item.id)).size, 4);
  assert.deepEqual(shown[0], {
    id: recorded[0]!.ledger_id,
    kind: "impact.recorded",
    player_did: did,
    username: "สมชาย",
    mission_id: recorded[0]!.mission_id,
    title,
    xp_delta: 55,
    occurred_at: "2026-03-03T10:00:00.000Z",
  });
});

test("the same ledger entry told twice is shown once", async (t) => {
  const app = await bootMap(t, [players(), getMission]);
  const zone = await aZone(app);
  const payload = impact(zone, "2026-03-03T10:00:00.000Z");
  await app.emit(impactInternal.events.impactRecorded, payload);
  await app.emit(impactInternal.events.impactRecorded, payload);
  await app.settled();
  assert.equal((await app.call(zoneActivity, { id: zone }, { as: app.player() })).items.length, 1);
});

test("an action of a player who is not known yet is shown once the player is", async (t) => {
  let asked = 0;
  const app = await bootMap(t, [players(() => ++asked > 1), getMission]);
  const zone = await aZone(app);
  await app.emit(impactInternal.events.impactRecorded, impact(zone, "2026-03-03T10:00:00.000Z"));
  await app.settled();
  assert.ok(asked >= 2);
  assert.equal((await app.call(zoneActivity, { id: zone }, { as: app.player() })).items.length, 1);
});

test("a forged cursor of the feed is refused", async (t) => {
  const app = await bootMap(t);
  const zone = await aZone(app);
  for (const parts of [
    ["now", randomUUID()],
    ["2026-13-40T00:00:00.000Z", randomUUID()],
    ["2026-03-03T10:00:00.000Z", "x"],
    [1, 2],
  ]) {
    const cursor = Buffer.from(JSON.stringify(parts)).toString("base64url");
    await assert.rejects(app.call(zoneActivity, { id: zone, cursor }, { as: app.player() }), { code: "invalid_input" });
  }
});

test("a zone's missions come from the quest service, without what the list does not promise", async (t) => {
  const asked: unknown[] = [];
  const missionsInZone = stub(questInternal.operations.missionsInZone, (input) => {
    asked.push(input);
    return { items: [{ ...mission, id: mission.zone_id }], next_cursor: "more" };
  });
  const app = await bootMap(t, [missionsInZone]);
  const zone = await aZone(app);
  const page = await app.call(zoneMissions, { id: zone, limit: 1, cursor: "abc" }, { as: app.player() });
  assert.deepEqual(asked, [{ zone_id: zone, limit: 1, cursor: "abc" }]);
  const { id, mission_type, quest_type, base_xp, base_tokens, difficulty_level, min_level } = { ...mission, id: mission.zone_id };
  assert.deepEqual(page, {
    items: [{ id, title, mission_type, quest_type, base_xp, base_tokens, difficulty_level, min_level }],
    next_cursor: "more",
  });
});
