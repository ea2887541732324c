import assert from "node:assert/strict";
import { after, test } from "node:test";
import { questContract } from "@oneheart/contracts";
import { questInternal } from "@oneheart/contracts/internal";
import { bootWorld, hostileText, missionInput, nobody, strangeBadges } from "./support/world.ts";

const { createMission, updateMission, getMission } = questContract.operations;
const { missionsInZone, questFacts } = questInternal.operations;

const world = await bootWorld({ after });

test("a mission is read back as it was written, whatever people write", async () => {
  const input = missionInput({
    zone_id: world.zone(),
    title: hostileText,
    description: `${hostileText}\n\tสองบรรทัด`,
    quest_type: "ascension",
    required_badges: strangeBadges,
    min_level: 4,
    starts_at: "2026-03-01T07:00:00+07:00",
    ends_at: "2026-04-01T00:00:00Z",
  });
  const made = await world.app.call(createMission, input, { as: world.admin });
  assert.equal(made.title, input.title);
  assert.equal(made.description, input.description);
  assert.deepEqual(made.required_badges, input.required_badges);
  assert.equal(made.starts_at, "2026-03-01T00:00:00.000Z");
  assert.deepEqual([made.min_level, made.expected_minutes, made.is_active, made.community_progress], [4, 60, true, 0]);
  const read = await world.app.call(getMission, { id: made.id }, { as: await world.player() });
  assert.deepEqual(read, made);
  assert.deepEqual(getMission.output.parse(read), read);
});

test("the same idempotency key makes one mission", async () => {
  const input = missionInput({ zone_id: world.zone() });
  const options = { as: world.admin, idempotencyKey: "once" };
  const first = await world.app.call(createMission, input, options);
  assert.deepEqual(await world.app.call(createMission, input, options), first);
  assert.deepEqual((await world.app.call(missionsInZone, { zone_id: input.zone_id }, { as: "system" })).items, [first]);
});

test("only an admin makes and changes missions", async () => {
  const input = missionInput({ zone_id: world.zone() });
  for (const role of ["player", "reviewer", "sponsor", "government"] as const) {
    await assert.rejects(world.app.call(createMission, input, { as: world.app.user(role) }), { code: "forbidden" });
    await assert.rejects(world.app.call(updateMission, { id: nobody }, { as: world.app.user(role) }), { code: "forbidden" });
  }
});

test("zone_not_found: a mission needs a zone that exists", async () => {
  await assert.rejects(world.app.call(createMission, missionInput({ zone_id: nobody }), { as: world.admin }), {
    code: "zone_not_found",
    status: 422,
  });
});

test("story_required, community_goal_required, window_invalid: each type has what it needs", async () => {
  const refused = (over: object, code: string) => assert.rejects(world.mission(over), { code, status: 422 });
  await refused({ quest_type: "story" }, "story_required");
  await refused({ quest_type: "community" }, "community_goal_required");
  await refused({ starts_at: "2026-03-02T00:00:00Z", ends_at: "2026-03-01T00:00:00Z" }, "window_invalid");
  await refused({ starts_at: "2026-03-02T00:00:00Z", ends_at: "2026-03-02T00:00:00Z" }, "window_invalid");
});

test("fields of another type of mission are refused by name", async () => {
  const namesField = (path: string) => (error: { code: string; fields: Array<{ path: string }> }) => {
    assert.deepEqual([error.code, error.fields[0]!.path], ["invalid_input", path]);
    return true;
  };
  await assert.rejects(world.mission({ story: { key: "river", chapter: 1 } }), namesField("story"));
  await assert.rejects(world.mission({ quest_type: "ascension", community_goal: 3 }), namesField("community_goal"));
});

test("chapter_taken: of many who write the same chapter at once, one does", async () => {
  const zone_id = world.zone();
  const chapter = { zone_id, quest_type: "story" as const, story: { key: "แม่น้ำ 🌊", chapter: 1 } };
  const tried = await Promise.allSettled(Array.from({ length: 10 }, () => world.mission(chapter)));
  assert.equal(tried.filter((each) => each.status === "fulfilled").length, 1);
  for (const each of tried) if (each.status === "rejected") assert.equal(each.reason.code, "chapter_taken");
  await world.mission({ ...chapter, story: { key: "แม่น้ำ 🌊", chapter: 2 } });
});

test("a change touches only what it names, and null opens a side of the window", async () => {
  const made = await world.mission({ starts_at: "2026-03-01T00:00:00Z", ends_at: "2026-04-01T00:00:00Z", description: "old" });
  const change = (over: object) => world.app.call(updateMission, { id: made.id, ...over }, { as: world.admin });
  assert.deepEqual(await change({}), made);
  assert.deepEqual(await change({ title: hostileText, description: "" }), {
    ...made,
    title: hostileText,
    description: "",
    version: 2,
  });
  assert.equal((await change({ ends_at: null })).ends_at, null);
  assert.equal((await change({ is_active: false })).is_active, false);
  assert.deepEqual(await world.app.call(getMission, { id: made.id }, { as: world.admin }), {
    ...made,
    title: hostileText,
    description: "",
    ends_at: null,
    is_active: false,
    version: 4,
  });
});

test("window_invalid: a change may not turn the window upside down", async () => {
  const made = await world.mission({ starts_at: "2026-03-01T00:00:00Z" });
  const change = { id: made.id, ends_at: "2026-02-01T00:00:00Z" };
  await assert.rejects(world.app.call(updateMission, change, { as: world.admin }), { code: "window_invalid", status: 422 });
});

test("mission_not_found: a mission that does not exist", async () => {
  await assert.rejects(world.app.call(getMission, { id: nobody }, { as: world.admin }), { code: "mission_not_found", status: 404 });
  await assert.rejects(world.app.call(updateMission, { id: nobody, title: "x" }, { as: world.admin }), { code: "mission_not_found" });
});

test("the missions of a zone are those open now, newest first, page by page", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const zone_id = world.zone();
  const made = [];
  for (let index = 0; index < 5; index += 1) made.push((await world.mission({ zone_id, title: `mission ${index}` })).id);
  await world.mission({ zone_id, starts_at: "2026-03-02T00:00:00Z" });
  await world.mission({ zone_id, ends_at: "2026-02-02T00:00:00Z" });
  await world.mission();
  const off = await world.mission({ zone_id });
  await world.app.call(updateMission, { id: off.id, is_active: false }, { as: world.admin });

  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await world.app.call(missionsInZone, { zone_id, limit: 2, cursor }, { as: "system" });
    seen.push(...page.items.map((mission) => mission.id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  assert.deepEqual(seen, made.reverse());
});

test("a mission asks for up to five witnesses, and a quest keeps what was asked when it began", async () => {
  const made = await world.mission({ witnesses_required: 2 });
  assert.equal(made.witnesses_required, 2);
  assert.equal((await world.mission()).witnesses_required, 0);
  const player = await world.player();
  const quest = await world.start(made, player);
  const change = (witnesses_required: number) => world.app.call(updateMission, { id: made.id, witnesses_required }, { as: world.admin });
  assert.equal((await change(5)).witnesses_required, 5);
  assert.equal((await world.app.call(getMission, { id: made.id }, { as: world.admin })).witnesses_required, 5);
  assert.equal((await world.quest(quest, player)).witnesses_required, 2);
  const facts = await world.app.call(questFacts, { id: quest.quest_id! }, { as: "system" });
  assert.equal(facts.witnesses_required, 2);
  for (const count of [-1, 6, 1.5]) {
    await assert.rejects(world.mission({ witnesses_required: count }), { code: "invalid_input" });
    await assert.rejects(change(count), { code: "invalid_input" });
  }
});

test("a correction and the first start at the same moment: the quest has the corrected terms, or the correction is refused", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { id } = await world.mission();
    const player = await world.player();
    const [quest, corrected] = await Promise.allSettled([
      world.start({ id }, player),
      world.app.call(updateMission, { id, base_xp: 77 }, { as: world.admin }),
    ]);
    assert.ok(quest.status === "fulfilled");
    if (corrected.status === "rejected") assert.equal(corrected.reason.code, "mission_begun");
    assert.equal(quest.value.reward_xp, corrected.status === "fulfilled" ? 77 : 50);
  }
});

test("a start that is refused begins nothing", async () => {
  const { id } = await world.mission({ min_level: 3 });
  await assert.rejects(world.start({ id }, await world.player()), { code: "level_too_low" });
  assert.equal((await world.app.call(getMission, { id }, { as: world.admin })).begun_at, null);
  await world.app.call(updateMission, { id, min_level: 1 }, { as: world.admin });
  await world.start({ id }, await world.player());
});
