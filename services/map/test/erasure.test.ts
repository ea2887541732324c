import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { mapContract, questContract } from "@oneheart/contracts";
import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import { plainMission, plainPlayer, stub, type TestApp } from "@oneheart/testing";
import { bootMap, zoneInput } from "./support/boot.ts";

const erased_name = "erased-0123456789ab";

/** Two players; the name of one changes when the test says so. */
function twoPlayers(nameOfFirst: () => string) {
  const ids = [randomUUID(), randomUUID()];
  const findPlayers = stub(playerInternal.operations.findPlayers, ({ ids: asked }) => ({
    items: ids.flatMap((id, index) => {
      if (!asked.includes(id)) return [];
      const username = index === 0 ? nameOfFirst() : "somebody";
      return [plainPlayer({ id, username, erased: username === erased_name })];
    }),
  }));
  return { ids, findPlayers };
}

const getMission = stub(questContract.operations.getMission, ({ id }) => plainMission({ id }));

async function act(app: TestApp, zone_id: string, player_id: string): Promise<void> {
  const recorded_at = "2026-03-03T10:00:00.000Z";
  const ids = { ledger_id: randomUUID(), action_id: randomUUID(), quest_id: randomUUID(), mission_id: randomUUID() };
  const earned = { xp: 55, tokens: 5, credits_minor: 100, badges: [], level_before: 1, level_after: 1, streak_days: 1 };
  await app.emit(impactInternal.events.impactRecorded, { ...ids, ...earned, zone_id, player_id, action_day: "2026-03-03", recorded_at });
  await app.settled();
}

async function namesIn(app: TestApp, zone: string): Promise<string[]> {
  const { items } = await app.call(mapContract.operations.zoneActivity, { id: zone }, { as: app.player() });
  return items.map(({ username }) => username).sort();
}

const aZone = (app: TestApp) => app.call(mapContract.operations.createZone, zoneInput(), { as: app.user("admin") });

test("an erased player's deeds stay under the name that took its place, other players keep theirs", async (t) => {
  const { ids, findPlayers } = twoPlayers(() => "สมชาย");
  const app = await bootMap(t, [findPlayers, getMission]);
  const { id: zone } = await aZone(app);
  await act(app, zone, ids[0]!);
  await act(app, zone, ids[1]!);
  await app.emit(playerInternal.events.playerErased, { player_id: ids[0]!, erased_name });
  await app.settled();
  assert.deepEqual(await namesIn(app, zone), [erased_name, "somebody"]);
});

test("a name that was asked for before the erasure and written after it does not stay", async (t) => {
  let asked = 0;
  const { ids, findPlayers } = twoPlayers(() => (++asked === 1 ? "สมชาย" : erased_name));
  const app = await bootMap(t, [findPlayers, getMission]);
  const { id: zone } = await aZone(app);
  await act(app, zone, ids[0]!);
  assert.deepEqual(await namesIn(app, zone), [erased_name]);
});
