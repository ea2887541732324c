import assert from "node:assert/strict";
import { after, test } from "node:test";
import { bootWorld, here, nobody, operations, pages } from "./support/world.ts";

const world = await bootWorld({ after });
const { app } = world;
const empty = { actions: 0, contributors: 0, xp: 0, confirmations: 0, disputes: 0, up: 0, down: 0, comments: 0 };

test("a zone shows what was verified there, newest first, page by page", async () => {
  const [owner, reader] = [await world.person({ name: "สมชาย" }), await world.person()];
  const zone_id = world.zone();
  const made: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    if (index !== 2) app.clock.advance({ minutes: 1 });
    made.push((await world.verifiedAction(owner, { zone_id })).action_id);
  }
  await world.verifiedAction(owner);
  await world.evidence(owner, { zone_id });
  const read = (cursor?: string) => world.community(zone_id, reader, { limit: 2, cursor });
  const items = (await pages(read)).flat();
  assert.deepEqual(new Set(items.map(({ action_id }) => action_id)), new Set(made));
  assert.equal(items.length, made.length);
  const times = items.map(({ occurred_at }) => occurred_at);
  assert.deepEqual(times, times.toSorted().reverse());
  assert.deepEqual([items[0]!.username, items[0]!.player_did, items[0]!.title, items[0]!.xp], ["สมชาย", owner.did, "Pick up litter", 50]);
  await assert.rejects(read("bm90IG91cnM"), { code: "invalid_input" });
});

test("totals, contributors and witnesses add up", async () => {
  const [great, small, witness] = [await world.person(), await world.person(), await world.person()];
  const zone_id = world.zone();
  const first = await world.verifiedAction(great, { zone_id }, 100);
  await world.verifiedAction(great, { zone_id }, 100);
  const last = await world.verifiedAction(small, { zone_id }, 30);
  await world.witness(witness, first.proof_id, here);
  await world.witness(witness, last.proof_id, { ...here, verdict: "dispute" });
  await world.witness(great, last.proof_id, here);
  await world.vote(witness, first.action_id, 1);
  const community = await world.community(zone_id, witness);
  assert.deepEqual(operations.zoneCommunity.output.parse(community), community);
  assert.deepEqual(community.totals, { ...empty, actions: 3, contributors: 2, xp: 230, confirmations: 2, disputes: 1, up: 1 });
  assert.deepEqual(
    community.top_contributors.map(({ player_did, actions, xp }) => [player_did, actions, xp]),
    [
      [great.did, 2, 200],
      [small.did, 1, 30],
    ],
  );
  assert.deepEqual(
    community.witnesses.map(({ player_did, statements }) => [player_did, statements]),
    [
      [witness.did, 2],
      [great.did, 1],
    ],
  );
  const shown = community.items.find(({ action_id }) => action_id === last.action_id)!;
  assert.deepEqual([shown.confirmations, shown.disputes], [1, 1]);
});

test("a reversed action leaves the zone as if it had not been, and comes back after an appeal", async () => {
  const owner = await world.person();
  const evidence = await world.evidence(owner);
  const { zone_id } = evidence;
  await world.paid(evidence, 80);
  await world.takenBack(evidence);
  const gone = await world.community(zone_id, owner);
  assert.deepEqual([gone.totals, gone.items, gone.top_contributors], [empty, [], []]);
  await world.givenAgain(evidence, 80);
  const { totals, top_contributors } = await world.community(zone_id, owner);
  assert.deepEqual([totals, top_contributors.length], [{ ...empty, actions: 1, contributors: 1, xp: 80 }, 1]);
});

test("a reversal that is heard before what it reverses counts nothing, and the award counts once it is given again", async () => {
  const owner = await world.person();
  const evidence = await world.evidence(owner);
  await world.takenBack(evidence);
  await assert.rejects(world.vote(await world.person(), evidence.action_id, 1), { code: "action_not_verified" });
  await world.givenAgain(evidence, 60);
  const { totals, items } = await world.community(evidence.zone_id, owner);
  assert.deepEqual([totals, items[0]!.title, items[0]!.xp], [{ ...empty, actions: 1, contributors: 1, xp: 60 }, "Pick up litter", 60]);
});

test("zone_not_found: a zone that the map does not know; a known one may be empty", async () => {
  const reader = await world.person();
  await assert.rejects(world.community(nobody, reader), { code: "zone_not_found", status: 404 });
  const { totals, items, next_cursor } = await world.community(world.zone(), reader);
  assert.deepEqual([totals, items, next_cursor], [empty, [], null]);
  await assert.rejects(app.call(operations.zoneCommunity, { zone_id: world.zone() }), { code: "unauthenticated" });
});

test("an erased player leaves the lists of contributors and witnesses; the totals stay", async () => {
  const [person, reader] = [await world.person(), await world.person()];
  const { zone_id } = await world.verifiedAction(person, {}, 40);
  await world.erased(person);
  const { totals, top_contributors } = await world.community(zone_id, reader);
  assert.deepEqual([totals.xp, totals.contributors, top_contributors], [40, 1, []]);
});
