import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ApiError, type CallInput, type MissionState, mapContract, questContract, tokenContract } from "@oneheart/contracts";
import { openProgramme, type Person, type Programme, register } from "@oneheart/testing";
import type { RunningServer } from "../src/index.ts";
import { adminPassword, serveHere } from "./harness.ts";

const { createMission, updateMission, getMission, listMissions, startQuest, getQuest } = questContract.operations;
const { createZone, updateZone, removeZone, getZone, listZones, listAllZones } = mapContract.operations;
const { createReward, updateReward } = tokenContract.operations;
type Correction = Omit<CallInput<typeof updateMission>, "id">;

describe("an administrator", () => {
  let stop: () => Promise<void>;
  let server: RunningServer;
  let programme: Programme;
  let admin: Person;

  before(async () => {
    const here = await serveHere();
    ({ server } = here);
    stop = here.stop;
    programme = await openProgramme(server.url, adminPassword);
    ({ admin } = programme);
  });
  after(() => stop());

  const place = { zone_type: "urban", location_lat: 18.79, location_lng: 98.98, radius_km: 1 };
  const work = { mission_type: "clean_up", quest_type: "daily" as const, base_xp: 50, base_tokens: 5, difficulty_level: 2 };
  const newZone = (name: string) => admin.call(createZone, { ...place, name });
  const newMission = (title: string, over: object = {}) =>
    admin.call(createMission, { ...work, zone_id: programme.zoneId, title, ...over });

  /** Asks for what must be refused, and answers the problem. */
  async function refusal(call: Promise<unknown>, status: number, code: string): Promise<Record<string, unknown>> {
    const error = await call.then(
      () => assert.fail(`no ${code}`),
      (error: unknown) => error,
    );
    assert.ok(error instanceof ApiError, String(error));
    assert.deepEqual([error.status, error.code], [status, code]);
    assert.match(error.problem.detail ?? "", /[.;] [A-Z`]/, "a sentence says what to send instead");
    return (error.problem.context ?? {}) as Record<string, unknown>;
  }

  it("is told of badges that cannot exist, and which there are", async () => {
    const required_badges = ["mentor", "mentro"];
    const context = await refusal(newMission("For mentors", { quest_type: "ascension", required_badges }), 422, "badge_unknown");
    assert.deepEqual(context.badges, ["mentro"]);
    assert.ok((context.known as string[]).includes("mentor"));
    const mission = await newMission("For mentors", { quest_type: "ascension", required_badges: ["mentor"] });
    await refusal(admin.call(updateMission, { id: mission.id, required_badges }), 422, "badge_unknown");
  });

  it("corrects everything of a mission that nobody began", async () => {
    const mission = await newMission("Plant some tees");
    const zone = await newZone("Suan Buak Haad");
    const corrections: Correction[] = [
      { title: "Plant some trees", description: "Native ones.", witnesses_required: 1 },
      { zone_id: zone.id, mission_type: "tree_planting" },
      { base_xp: 80, base_tokens: 8, difficulty_level: 3, min_level: 2, expected_minutes: 90, required_badges: ["first_step"] },
      { quest_type: "community", community_goal: 40 },
      { quest_type: "story", community_goal: null, story: { key: "trees", chapter: 1 } },
      { starts_at: "2026-01-01T00:00:00.000Z", ends_at: "2099-01-01T00:00:00.000Z" },
    ];
    let expected = mission;
    for (const correction of corrections) {
      expected = { ...expected, ...correction, version: expected.version + 1 };
      assert.deepEqual(await admin.call(updateMission, { id: mission.id, ...correction }), expected);
    }
    assert.deepEqual(await admin.call(getMission, { id: mission.id }), expected);
    await refusal(admin.call(updateMission, { id: mission.id, quest_type: "community" }), 422, "community_goal_required");
    await refusal(admin.call(updateMission, { id: mission.id, quest_type: "daily" }), 400, "invalid_input");
    await newMission("The second chapter", { quest_type: "story", story: { key: "trees", chapter: 2 } });
    const second = { id: mission.id, story: { key: "trees", chapter: 2 } };
    await refusal(admin.call(updateMission, second), 409, "chapter_taken");
    const nowhere = "0190b0a0-0000-7000-8000-000000000000";
    await refusal(admin.call(updateMission, { id: mission.id, zone_id: nowhere }), 422, "zone_not_found");
  });

  it("cannot change what a begun quest is worth, and still its words", async () => {
    const mission = await newMission("Count the birds");
    const player = await register(server.url, "birdwatcher");
    const quest = await player.call(startQuest, { id: mission.id });
    const begun = await admin.call(getMission, { id: mission.id });
    assert.ok(begun.begun_at !== null);
    const change = { id: mission.id, title: "Count all birds", base_xp: 1, min_level: 3 };
    const context = await refusal(admin.call(updateMission, change), 409, "mission_begun");
    assert.deepEqual(context, { fields: ["base_xp", "min_level"], begun_at: begun.begun_at });
    assert.deepEqual(await admin.call(getMission, { id: mission.id }), begun);
    const { title, base_xp } = await admin.call(updateMission, { ...change, base_xp: 50, min_level: 1 });
    assert.deepEqual([title, base_xp], ["Count all birds", 50]);
    assert.equal((await player.call(getQuest, { id: quest.quest_id! })).reward_xp, 50);
  });

  const missionsIn = async (state: CallInput<typeof listMissions>["state"], zone_id: string) =>
    (await admin.call(listMissions, { zone_id, state })).items.map((mission) => [mission.title, mission.state]);
  const zonesThatAre = async (state: CallInput<typeof listAllZones>["state"]) =>
    (await admin.call(listAllZones, { state, limit: 100 })).items.map(({ id }) => id);

  it("sees missions in every state, which players do not", async () => {
    const { id: zone_id } = await newZone("Wat Umong");
    await newMission("over", { zone_id, ends_at: "2026-01-01T00:00:00Z" });
    await newMission("to come", { zone_id, starts_at: "2099-01-01T00:00:00Z" });
    const hidden = await newMission("hidden", { zone_id });
    await admin.call(updateMission, { id: hidden.id, is_active: false });
    await newMission("open", { zone_id });
    const all = [
      ["open", "open"],
      ["hidden", "hidden"],
      ["to come", "scheduled"],
      ["over", "ended"],
    ];
    assert.deepEqual(await missionsIn(undefined, zone_id), all);
    for (const [title, state] of all) assert.deepEqual(await missionsIn(state as MissionState, zone_id), [[title, state]]);
    const [first, second] = (await admin.call(listMissions, { zone_id })).items;
    const { items, next_cursor } = await admin.call(listMissions, { zone_id, limit: 1 });
    assert.deepEqual(items, [first]);
    assert.deepEqual((await admin.call(listMissions, { zone_id, limit: 1, cursor: next_cursor! })).items, [second]);
    const player = await register(server.url, "curious");
    await assert.rejects(player.call(listMissions, {}), { code: "forbidden" });
    await assert.rejects(player.call(listAllZones, {}), { code: "forbidden" });
  });

  it("removes a zone that nothing uses, and no mission can be put there any more", async () => {
    const { id } = await newZone("A mistake");
    assert.deepEqual(await admin.call(removeZone, { id }), { outcome: "removed", zone: null, missions: 0 });
    await refusal(admin.call(getZone, { id }), 404, "zone_not_found");
    await refusal(admin.call(removeZone, { id }), 404, "zone_not_found");
    await refusal(newMission("Nowhere", { zone_id: id }), 422, "zone_not_found");
  });

  it("retires a zone with missions: begun quests and history keep it, nothing begins there, and it can come back", async () => {
    const { id } = await newZone("Nong Buak");
    const mission = await newMission("Feed the fish", { zone_id: id });
    const player = await register(server.url, "angler");
    const quest = await player.call(startQuest, { id: mission.id });
    const { outcome, zone, missions } = await admin.call(removeZone, { id });
    assert.deepEqual([outcome, missions, zone?.is_active], ["retired", 1, false]);
    assert.ok(zone!.retired_at !== null);
    assert.deepEqual(await player.call(getZone, { id }), zone);
    assert.equal((await player.call(getQuest, { id: quest.quest_id! })).status, "active");
    const latecomer = await register(server.url, "latecomer");
    await refusal(latecomer.call(startQuest, { id: mission.id }), 409, "mission_closed");
    await refusal(newMission("Feed the ducks", { zone_id: id }), 422, "zone_retired");
    const shown = (await admin.call(listZones, { limit: 100 })) as { items: Array<{ id: string }> };
    assert.ok(!shown.items.some((item) => item.id === id));
    assert.deepEqual(await zonesThatAre("retired"), [id]);
    assert.deepEqual((await admin.call(removeZone, { id })).zone, zone);

    const back = await admin.call(updateZone, { id, is_active: true });
    assert.deepEqual([back.is_active, back.retired_at], [true, null]);
    await latecomer.call(startQuest, { id: mission.id });
    await admin.call(updateZone, { id, is_active: false });
    assert.deepEqual([await zonesThatAre("hidden"), await zonesThatAre("retired")], [[id], []]);
    assert.ok((await zonesThatAre("active")).includes(programme.zoneId));
    assert.ok((await zonesThatAre(undefined)).includes(id));
  });

  it("is told of a duplicate, and can mean it", async () => {
    const zone = await newZone("Tha Phae");
    const near = { ...place, name: "THA PHAE", location_lat: place.location_lat + 0.004 };
    assert.deepEqual(await refusal(admin.call(createZone, near), 409, "zone_exists"), { zone_id: zone.id });
    const far = await admin.call(createZone, { ...near, location_lat: 19 });
    assert.deepEqual(await refusal(admin.call(updateZone, { id: far.id, location_lat: 18.79 }), 409, "zone_exists"), { zone_id: zone.id });
    await admin.call(updateZone, { id: far.id, description: "The gate." });
    await admin.call(createZone, { ...near, allow_duplicate: true });

    const over = { zone_id: zone.id };
    const mission = await newMission("Wash the wall", over);
    assert.deepEqual(await refusal(newMission("wash the wall", over), 409, "mission_exists"), { mission_id: mission.id });
    const other = await newMission("Paint the wall", over);
    const rename = { id: other.id, title: mission.title };
    assert.deepEqual(await refusal(admin.call(updateMission, rename), 409, "mission_exists"), { mission_id: mission.id });
    await admin.call(updateMission, { ...rename, allow_duplicate: true });
    await newMission("Wash the wall", { zone_id: far.id });
    for (const { id } of [mission, other]) await admin.call(updateMission, { id, is_active: false });
    await newMission("Wash the wall", over);

    const tea = { category: "food", name: "A cup of tea", price_tokens: 3, quantity: 5 };
    const reward = await admin.call(createReward, tea);
    assert.deepEqual(await refusal(admin.call(createReward, { ...tea, name: "a cup of TEA" }), 409, "reward_exists"), {
      reward_id: reward.id,
    });
    const coffee = await admin.call(createReward, { ...tea, name: "A cup of coffee" });
    const again = { id: coffee.id, name: tea.name };
    assert.deepEqual(await refusal(admin.call(updateReward, again), 409, "reward_exists"), { reward_id: reward.id });
    await admin.call(updateReward, { ...again, allow_duplicate: true });
    await admin.call(createReward, { ...tea, allow_duplicate: true });
  });

  it("makes one of what is asked for many times at once", async () => {
    const { id: zone_id } = await newZone("Chang Puak");
    const calls: Array<() => Promise<unknown>> = [
      () => newZone("Chang Moi"),
      () => newMission("Greet the elephants", { zone_id }),
      () => admin.call(createReward, { category: "food", name: "Khao soi", price_tokens: 3, quantity: 5 }),
    ];
    for (const call of calls) {
      const tried = await Promise.allSettled(Array.from({ length: 8 }, call));
      assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
      for (const each of tried) if (each.status === "rejected") assert.equal(each.reason.status, 409);
    }
  });

  it("is told when a mission changed since it was looked at", async () => {
    const { id, version } = await newMission("Sweep the square");
    await admin.call(updateMission, { id, base_xp: 60, version_seen: version });
    const context = await refusal(admin.call(updateMission, { id, base_xp: 70, version_seen: version }), 409, "mission_changed");
    assert.deepEqual(context, { version: version + 1 });
    assert.equal((await admin.call(getMission, { id })).base_xp, 60);
  });
});
