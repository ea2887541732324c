import assert from "node:assert/strict";
import { test } from "node:test";
import { type CallInput, questContract } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import { bootWorld, type World } from "./support/world.ts";

const { listQuests, updateMission } = questContract.operations;
type Input = CallInput<typeof listQuests>;
type Item = Awaited<ReturnType<World["list"]>>["items"][number];

/** Every item of a list, fetched page by page. */
async function all(world: World, as: Principal, input: Input = {}): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await world.list(as, { ...input, cursor });
    assert.ok(page.items.length <= (input.limit ?? 20));
    items.push(...page.items);
    if (page.next_cursor === null) return items;
    cursor = page.next_cursor;
  }
}

const missions = (items: Item[]) => items.map((item) => item.mission_id);

test("the list is the player's quests under way, then what can be taken, newest first and nothing twice", async (t) => {
  const world = await bootWorld(t);
  const [player, other] = [await world.player(), await world.player()];
  const made = [];
  for (let index = 0; index < 7; index += 1) made.push(await world.mission());
  const [done, active, submitted, failed, free1, free2, othersOnly] = made as [Item, Item, Item, Item, Item, Item, Item] & typeof made;
  await world.done(done as never, player);
  await world.start(active as never, player);
  await world.submitted(submitted as never, player);
  await world.rejected(await world.submitted(failed as never, player));
  await world.start(othersOnly as never, other);

  const ids = (items: unknown[]) => (items as Array<{ id: string }>).map((mission) => mission.id);
  for (const limit of [1, 2, 3, 100]) {
    const items = await all(world, player, { limit });
    assert.deepEqual(missions(items), ids([submitted, active, othersOnly, free2, free1, failed, done]), `limit ${limit}`);
    assert.deepEqual(
      items.map((item) => item.status),
      ["submitted", "active", "available", "available", "available", "available", "available"],
    );
  }
  const [first] = await all(world, player);
  assert.ok(first!.quest_id !== null && first!.player_did === player.did);
});

test("every item has the shape that the contract promises", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  await world.start(await world.mission(), player);
  await world.mission({ quest_type: "community", community_goal: 5 });
  const page = await world.list(player);
  assert.deepEqual(listQuests.output.parse(page), page);
  const [, available] = page.items;
  assert.deepEqual(available!.community, { goal: 5, progress: 0 });
  assert.deepEqual([available!.quest_id, available!.started_at, available!.expires_at], [null, null, null]);
});

test("the list's reasons are what a start answers: none means it starts, else it fails with the first", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T02:00:00Z" });
  const player = await world.player({ level: 2, badges: ["mentor"] });
  const daily = await world.mission();
  await world.done(daily, player);
  const reached = await world.mission({ quest_type: "community", community_goal: 1 });
  await world.done(reached, player);
  const story = (chapter: number) => world.mission({ quest_type: "story", story: { key: "river", chapter } });
  await world.done(await story(1), player);
  await story(2);
  await story(3);
  await world.mission({ min_level: 3 });
  await world.mission({ min_level: 2 });
  await world.mission({ quest_type: "ascension", min_level: 4, required_badges: ["mentor", "pioneer"] });
  await world.mission({ zone_id: world.zone({ is_active: false }) });
  await world.mission({ quest_type: "community", community_goal: 2 });

  const items = await all(world, player, { status: "available" });
  assert.equal(items.length, 9);
  const reasons = new Set<string>(items.flatMap((item) => item.locked_because));
  const expected = ["mission_closed", "level_too_low", "badge_missing", "chapter_locked", "quest_already_done", "goal_reached"];
  for (const reason of expected) assert.ok(reasons.has(reason), reason);
  for (const item of items) {
    const start = world.start({ id: item.mission_id }, player);
    if (item.locked_because.length === 0) assert.equal((await start).status, "active");
    else await assert.rejects(start, { code: item.locked_because[0] });
  }
});

test("what cannot be taken again for good, and what is not open, is not offered", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T02:00:00Z" });
  const player = await world.player();
  await world.done(await world.mission({ quest_type: "story", story: { key: "river", chapter: 1 } }), player);
  await world.done(await world.mission({ quest_type: "ascension" }), player);
  await world.mission({ starts_at: "2026-03-02T00:00:00Z" });
  await world.mission({ ends_at: "2026-02-01T00:00:00Z" });
  const off = await world.mission();
  await world.app.call(updateMission, { id: off.id, is_active: false }, { as: world.admin });
  assert.deepEqual(await all(world, player), []);
  world.app.clock.set("2026-03-02T00:00:00Z");
  assert.equal((await all(world, player)).length, 1);
});

test("a daily mission done today is shown as locked, and is free again after the zone's midnight", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T16:00:00Z" });
  const player = await world.player();
  await world.done(await world.mission(), player);
  assert.deepEqual(
    (await all(world, player)).map((item) => item.locked_because),
    [["quest_already_done"]],
  );
  world.app.clock.set("2026-03-01T17:00:00Z");
  assert.deepEqual(
    (await all(world, player)).map((item) => item.locked_because),
    [[]],
  );
});

test("with a status, only the player's quests of that status as they are at that moment", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T02:00:00Z" });
  const player = await world.player();
  const completed = await world.done(await world.mission(), player);
  const failed = await world.submitted(await world.mission(), player);
  await world.rejected(failed);
  const submitted = await world.submitted(await world.mission(), player);
  const abandoned = await world.start(await world.mission(), player);
  await world.app.call(questContract.operations.abandonQuest, { id: abandoned.quest_id! }, { as: player });
  const late = await world.start(await world.mission(), player);
  world.app.clock.advance({ hours: 12 });
  const active = await world.start(await world.mission(), player);
  await world.mission();
  const of = async (status: Input["status"]) => (await all(world, player, { status, limit: 1 })).map((item) => item.quest_id);
  assert.deepEqual(await of("active"), [active.quest_id, late.quest_id]);
  world.app.clock.advance({ hours: 12 });
  for (const round of ["before the job", "after the job"]) {
    assert.deepEqual(await of("active"), [active.quest_id], round);
    assert.deepEqual(await of("expired"), [late.quest_id], round);
    assert.deepEqual(await of("submitted"), [submitted.quest_id]);
    assert.deepEqual(await of("completed"), [completed.quest_id]);
    assert.deepEqual(await of("failed"), [failed.quest_id]);
    assert.deepEqual(await of("abandoned"), [abandoned.quest_id]);
    assert.equal((await all(world, player)).filter((item) => item.quest_id !== null).length, 2);
    await world.expireNow();
  }
});

test("zone and type narrow both the quests taken and those offered", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const [here, there] = [world.zone(), world.zone()];
  const hereDaily = await world.mission({ zone_id: here });
  const hereAscension = await world.mission({ zone_id: here, quest_type: "ascension" });
  const thereTaken = await world.mission({ zone_id: there });
  const thereFree = await world.mission({ zone_id: there });
  await world.start(thereTaken, player);
  assert.deepEqual(missions(await all(world, player, { zone_id: here })), [hereAscension.id, hereDaily.id]);
  assert.deepEqual(missions(await all(world, player, { zone_id: there, limit: 1 })), [thereTaken.id, thereFree.id]);
  assert.deepEqual(missions(await all(world, player, { quest_type: "ascension" })), [hereAscension.id]);
  assert.deepEqual(missions(await all(world, player, { zone_id: there, quest_type: "ascension" })), []);
  assert.deepEqual(missions(await all(world, player, { zone_id: there, status: "active" })), [thereTaken.id]);
  assert.deepEqual(missions(await all(world, player, { zone_id: here, status: "active" })), []);
});

test("near a place, missions of the nearest zone come first, in every page size", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const zones = [world.zone(), world.zone(), world.zone()];
  const made: string[][] = [[], [], []];
  for (let round = 0; round < 3; round += 1) {
    for (const [rank, zone_id] of zones.entries()) made[rank]!.unshift((await world.mission({ zone_id })).id);
  }
  const expected = made.flat();
  for (const limit of [1, 2, 4, 100]) assert.deepEqual(missions(await all(world, player, { lat: 13.7, lng: 100.5, limit })), expected);
  world.zones.clear();
  assert.deepEqual(await all(world, player, { lat: 13.7, lng: 100.5 }), []);
});

test("location_incomplete: latitude and longitude come together", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  for (const input of [{ lat: 13.7 }, { lng: 100.5 }]) {
    await assert.rejects(world.list(player, input), { code: "location_incomplete", status: 400 });
  }
});

test("any role can list, as a player of level 1 where there is none, and nobody without a session", async (t) => {
  const world = await bootWorld(t);
  await world.mission({ min_level: 2 });
  for (const role of ["admin", "reviewer", "sponsor", "government"] as const) {
    const items = await all(world, world.app.user(role));
    assert.deepEqual(
      items.map((item) => item.locked_because),
      [["level_too_low"]],
    );
  }
  assert.deepEqual(
    (await all(world, await world.player({ role: "admin", level: 2 }))).map((item) => item.locked_because),
    [[]],
  );
  await assert.rejects(world.app.call(listQuests, {}), { code: "unauthenticated" });
});

test("a cursor of another list is refused", async (t) => {
  const world = await bootWorld(t);
  const cursor = Buffer.from('["0190b0a0-0000-7000-8000-000000000000"]').toString("base64url");
  await assert.rejects(world.list(await world.player(), { cursor }), { code: "invalid_input" });
});
