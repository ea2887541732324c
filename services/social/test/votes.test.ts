import assert from "node:assert/strict";
import { after, test } from "node:test";
import { bootWorld, nobody, operations } from "./support/world.ts";

const world = await bootWorld({ after });
const { app } = world;
const withdraw = (as: Parameters<typeof world.vote>[0], action_id: string) => app.call(operations.withdrawUpvote, { action_id }, { as });

test("votes are counted, changed and taken back, and others are told", async () => {
  const [owner, one, two] = [await world.person(), await world.person(), await world.person()];
  const { action_id, zone_id } = await world.verifiedAction(owner);
  assert.deepEqual(await world.vote(one, action_id, 1), { action_id, up: 1, down: 0, own_value: 1 });
  assert.deepEqual(await world.vote(two, action_id, -1), { action_id, up: 1, down: 1, own_value: -1 });
  assert.deepEqual(await world.vote(one, action_id, 1), { action_id, up: 1, down: 1, own_value: 1 });
  assert.deepEqual(await world.vote(two, action_id.toUpperCase(), 1), { action_id, up: 2, down: 0, own_value: 1 });
  assert.deepEqual(await withdraw(one, action_id), { action_id, up: 1, down: 0, own_value: null });
  assert.deepEqual(await withdraw(one, action_id), { action_id, up: 1, down: 0, own_value: null });
  const { totals, items } = await world.community(zone_id, two);
  assert.deepEqual([totals.up, totals.down, items[0]!.up, items[0]!.own_value], [1, 0, 1, 1]);
  await app.settled();
  const values = app.eventsOf("action.upvoted").filter((event) => event.action_id === action_id);
  assert.deepEqual(values.map(({ value }) => value).sort(), [-1, 0, 1, 1]);
  assert.ok(values.every(({ player_id }) => player_id === owner.playerId));
});

test("of many votes of one person at once one counts, and of many people all", async () => {
  const { action_id } = await world.verifiedAction(await world.person());
  const one = await world.person();
  await Promise.all(Array.from({ length: 6 }, () => world.vote(one, action_id, 1)));
  const people = await Promise.all(Array.from({ length: 6 }, () => world.person()));
  await Promise.all(people.map((each, index) => world.vote(each, action_id, index % 2 === 0 ? 1 : -1)));
  assert.deepEqual(await world.vote(one, action_id, 1), { action_id, up: 4, down: 3, own_value: 1 });
});

test("own_action: nobody votes for themselves", async () => {
  const owner = await world.person();
  const { action_id } = await world.verifiedAction(owner);
  await assert.rejects(world.vote(owner, action_id, 1), { code: "own_action", status: 403 });
});

test("action_not_found: there must be something to vote for", async () => {
  const voter = await world.person();
  await assert.rejects(world.vote(voter, nobody, 1), { code: "action_not_found", status: 404 });
  await assert.rejects(withdraw(voter, nobody), { code: "action_not_found", status: 404 });
});

test("action_not_verified: what is not verified, or not any more, gets no votes", async () => {
  const [owner, voter] = [await world.person(), await world.person()];
  const evidence = await world.evidence(owner);
  await assert.rejects(world.vote(voter, evidence.action_id, 1), { code: "action_not_verified", status: 409 });
  await assert.rejects(withdraw(voter, evidence.action_id), { code: "action_not_verified", status: 409 });
  await world.paid(evidence);
  await world.vote(voter, evidence.action_id, 1);
  await world.takenBack(evidence);
  await assert.rejects(world.vote(voter, evidence.action_id, -1), { code: "action_not_verified" });
});

test("an action whose event never came here is known by its ledger entry, and counted once", async () => {
  const [owner, voter] = [await world.person(), await world.person()];
  const evidence = await world.evidence(owner);
  world.ledger.set(evidence.action_id, { xp_delta: 70, ledger_timestamp: world.minutesFromNow(-5).toISOString() });
  assert.equal((await world.vote(voter, evidence.action_id, 1)).up, 1);
  await world.paid(evidence, 70);
  const { totals, items } = await world.community(evidence.zone_id, voter);
  assert.deepEqual([totals.actions, totals.xp, totals.contributors, items.length, items[0]!.up], [1, 70, 1, 1, 1]);
});

test("only one up or one down is a vote, and only players give it", async () => {
  const { action_id } = await world.verifiedAction(await world.person());
  for (const value of [0, 2, -2, 1.5]) {
    const input = { action_id, value: value as 1 };
    await assert.rejects(app.call(operations.upvoteAction, input, { as: await world.person() }), { code: "invalid_input" });
  }
  await assert.rejects(app.call(operations.upvoteAction, { action_id, value: 1 }, { as: app.user("sponsor") }), { code: "forbidden" });
});

test("rate_limited: a burst of votes is refused", async () => {
  const voter = await world.person();
  const { action_id } = await world.verifiedAction(await world.person());
  for (let index = 0; index < 30; index += 1) await world.vote(voter, action_id, index % 2 === 0 ? 1 : -1);
  await assert.rejects(world.vote(voter, action_id, 1), { code: "rate_limited", status: 429 });
});
