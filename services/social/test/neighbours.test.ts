import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { identityContract, mapContract, proofContract, questContract } from "@oneheart/contracts";
import { impactInternal, tokenInternal, verificationInternal } from "@oneheart/contracts/internal";
import { type Principal, userPrincipal } from "@oneheart/kernel";
import { bootServices, findPhotographs, noSponsors, realService, stub, takenAt } from "@oneheart/testing";
import { socialService } from "../src/service.ts";
import { operations } from "./support/world.ts";

const names = ["identity", "player", "map", "quest", "proof"];
const app = await bootServices([...(await Promise.all(names.map(realService))), socialService], {
  stubs: [
    ...noSponsors,
    stub(tokenInternal.operations.purchasesOf, () => ({ items: [] })),
    stub(impactInternal.operations.impactOfActions, () => ({ items: [] })),
    stub(verificationInternal.operations.assessments, () => ({ items: [] })),
  ],
});
after(() => app.stop());

let counter = 0;
async function join(ip: string): Promise<Principal> {
  counter += 1;
  const credentials = { username: `walker_${counter}`, email: `walker_${counter}@example.org`, password: "a walk through the old town" };
  const { player } = await app.call(identityContract.operations.register, credentials, { ip, userAgent: `phone ${counter}` });
  return userPrincipal({ playerId: player.id, did: player.user_did, role: "player", sessionId: randomUUID() });
}

test("with its real neighbours: a stranger on the spot counts, a neighbour at the same address and a newcomer do not", async () => {
  const { photographs } = await findPhotographs();
  const photograph = photographs[0]!;
  const { lat, lng } = photograph;
  const admin = { as: app.user("admin") };
  const place = { zone_type: "urban", name: "Zone", location_lat: lat, location_lng: lng, radius_km: 2 };
  const zone = await app.call(mapContract.operations.createZone, place, admin);
  const terms = { mission_type: "cleanup", quest_type: "daily" as const, base_xp: 50, base_tokens: 5, difficulty_level: 1 };
  await app.call(questContract.operations.setQuestPolicy, { min_time_bps: 0, min_minutes: 0 }, admin);
  const mission = await app.call(questContract.operations.createMission, { zone_id: zone.id, title: "Sweep", ...terms }, admin);
  const [owner, stranger, neighbour] = [await join("203.0.113.1"), await join("203.0.113.2"), await join("203.0.113.1")];
  app.clock.advance({ days: 2 });
  const newcomer = await join("203.0.113.4");

  const quest = await app.call(questContract.operations.startQuest, { id: mission.id }, { as: owner });
  const captured_at = app.clock.now().toISOString();
  const sent = { quest_id: quest.quest_id!, captured_at, lat, lng, accuracy_m: 8, nonce: quest.challenge.nonce };
  const file = { filename: "photo.jpg", stream: Readable.from([takenAt(photograph, new Date())], { objectMode: false }) };
  const { proof_id, action_id } = await app.call(proofContract.operations.submitProof, sent, { as: owner, file });

  const say = (as: Principal, ip: string) =>
    app.call(operations.witnessProof, { proof_id, verdict: "confirm", lat, lng }, { as, ip, userAgent: "elsewhere" });
  assert.deepEqual((await say(stranger, "198.51.100.2")).reasons, ["there_now"]);
  assert.deepEqual((await say(neighbour, "198.51.100.3")).reasons, ["there_now", "same_address"]);
  assert.deepEqual((await say(newcomer, "198.51.100.4")).reasons, ["there_now", "account_new"]);
  await assert.rejects(say(owner, "203.0.113.1"), { code: "own_proof" });

  const earned = { xp: 50, tokens: 5, credits_minor: 100, badges: [], level_before: 1, level_after: 1, streak_days: 1 };
  const ids = { ledger_id: randomUUID(), action_id, mission_id: mission.id, zone_id: zone.id, player_id: owner.playerId };
  const handedIn = { proof_ids: [proof_id], duration_minutes: 30, beneficiaries_count: 1 };
  await app.call(questContract.operations.completeQuest, { id: quest.quest_id!, ...handedIn }, { as: owner });
  const recorded = { ...ids, ...earned, quest_id: quest.quest_id!, action_day: captured_at.slice(0, 10), recorded_at: captured_at };
  await app.emit(impactInternal.events.impactRecorded, recorded);
  await app.settled();
  await app.call(operations.upvoteAction, { action_id, value: 1 }, { as: stranger });
  const community = await app.call(operations.zoneCommunity, { zone_id: zone.id }, { as: stranger });
  const [shown] = community.items;
  assert.deepEqual([shown!.username, shown!.title, shown!.confirmations, shown!.up], ["walker_1", "Sweep", 1, 1]);
  assert.deepEqual(
    community.witnesses.map(({ username }) => username),
    ["walker_2"],
  );
});
