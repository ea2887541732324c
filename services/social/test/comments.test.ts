import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Principal } from "@oneheart/kernel";
import { bootWorld, hostileText, nobody, operations, pages } from "./support/world.ts";

const world = await bootWorld({ after });
const { app } = world;
const write = (as: Principal, action_id: string, text: string, reply_to?: string) =>
  app.call(operations.commentOnAction, { action_id, text, reply_to }, { as });
const list = (as: Principal, action_id: string, page: { limit?: number; cursor?: string } = {}) =>
  app.call(operations.listComments, { action_id, ...page }, { as });
const remove = (as: Principal, id: string) => app.call(operations.removeComment, { id }, { as });

test("comments are read as they were written, oldest first, page by page, with their answers", async () => {
  const [owner, one] = [await world.person(), await world.person({ name: "สมหญิง" })];
  const { action_id, zone_id } = await world.verifiedAction(owner);
  const first = await write(one, action_id, hostileText);
  assert.deepEqual([first.text, first.author, first.author_did, first.reply_to], [hostileText, "สมหญิง", one.did, null]);
  const written = [first, await write(owner, action_id, "thank you\n🙏", first.id), await write(one, action_id, "gladly")];
  assert.equal(written[1]!.reply_to, first.id);
  assert.deepEqual(await pages((cursor) => list(owner, action_id, { limit: 2, cursor })), [written.slice(0, 2), written.slice(2)]);
  const { totals, items } = await world.community(zone_id, one);
  assert.deepEqual([totals.comments, items[0]!.comments], [3, 3]);
  await assert.rejects(list(owner, action_id, { cursor: "bm90IG91cnM" }), { code: "invalid_input" });
});

test("a removed comment keeps its place without its text, and is counted no more", async () => {
  const author = await world.person();
  const { action_id, zone_id } = await world.verifiedAction(await world.person());
  const comment = await write(author, action_id, "regrettable");
  await Promise.all([remove(author, comment.id), remove(author, comment.id)]);
  await remove(author, comment.id);
  assert.deepEqual((await list(author, action_id)).items, [{ ...comment, text: null }]);
  assert.equal((await world.community(zone_id, author)).totals.comments, 0);
  const another = await write(author, action_id, "rude");
  await remove(app.user("reviewer", (await world.person()).playerId), another.id);
  assert.equal((await list(author, action_id)).items[1]!.text, null);
});

test("a keyed comment under an action whose event never came here is written once", async () => {
  const [owner, author] = [await world.person(), await world.person()];
  const evidence = await world.evidence(owner);
  world.ledger.set(evidence.action_id, { xp_delta: 70, ledger_timestamp: world.minutesFromNow(-5).toISOString() });
  const { action_id } = evidence;
  const send = () => app.call(operations.commentOnAction, { action_id, text: "well done" }, { as: author, idempotencyKey: "unheard" });
  const written = await send();
  assert.deepEqual([await send(), (await list(owner, action_id)).items], [written, [written]]);
});

test("comment_not_found: one removes one's own, and answers what stands under the same action", async () => {
  const [author, other] = [await world.person(), await world.person()];
  const { action_id } = await world.verifiedAction(await world.person());
  const elsewhere = await world.verifiedAction(await world.person());
  const comment = await write(author, action_id, "mine");
  await assert.rejects(remove(other, comment.id), { code: "comment_not_found", status: 404 });
  await assert.rejects(remove(other, nobody), { code: "comment_not_found", status: 404 });
  await assert.rejects(write(other, elsewhere.action_id, "hm", comment.id), { code: "comment_not_found", status: 404 });
  await assert.rejects(write(other, action_id, "hm", nobody), { code: "comment_not_found" });
});

test("action_not_found, action_not_verified: comments stand under verified actions", async () => {
  const [owner, author] = [await world.person(), await world.person()];
  await assert.rejects(write(author, nobody, "hm"), { code: "action_not_found", status: 404 });
  await assert.rejects(list(author, nobody), { code: "action_not_found", status: 404 });
  const evidence = await world.verifiedAction(owner);
  await write(author, evidence.action_id, "well done");
  await world.takenBack(evidence);
  await assert.rejects(write(author, evidence.action_id, "hm"), { code: "action_not_verified", status: 409 });
  await assert.rejects(list(author, evidence.action_id), { code: "action_not_verified", status: 409 });
});

test("an empty, a long and a control-laden comment are refused, and so is a burst", async () => {
  const author = await world.person();
  const { action_id } = await world.verifiedAction(await world.person());
  for (const text of ["", "   ", "x".repeat(1001), "bell \u0007"])
    await assert.rejects(write(author, action_id, text), { code: "invalid_input" });
  for (let index = 0; index < 10; index += 1) await write(author, action_id, `${index}`);
  await assert.rejects(write(author, action_id, "again"), { code: "rate_limited", status: 429 });
});

test("an erased person's comments lose their text, and so do those under the person's actions", async () => {
  const [person, friend] = [await world.person(), await world.person()];
  const own = await world.verifiedAction(person);
  const theirs = await world.verifiedAction(friend);
  await write(friend, own.action_id, "Somchai did this");
  await write(person, theirs.action_id, "I was next to you");
  const kept = await write(friend, theirs.action_id, "a lovely day");
  await world.erased(person);
  const texts = async (action_id: string) => (await list(friend, action_id)).items.map(({ text }) => text);
  assert.deepEqual(await texts(own.action_id), [null]);
  assert.deepEqual(await texts(theirs.action_id), [null, kept.text]);
});
