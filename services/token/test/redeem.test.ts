import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { tokenInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { sql } from "kysely";
import { answers, auditLedger, bootEconomy, type Economy, type Member, newLedger, tally } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy.app.stop());

const { cancelRedemption, fulfilRedemption, listRedemptions, marketplace, updateReward } = tokenContract.operations;
const { purchasesOf } = tokenInternal.operations;
const fulfil = (id: string) => economy.app.call(fulfilRedemption, { id }, economy.admin);
const cancel = (id: string, reason = "damaged") => economy.app.call(cancelRedemption, { id, reason }, economy.admin);

async function stockOf(reward_id: string): Promise<number> {
  const { app } = economy;
  const { items } = await app.call(marketplace, { limit: 100 }, { as: app.player() });
  return items.find((item) => item.id === reward_id)!.quantity;
}

async function burned(): Promise<bigint> {
  return (await newLedger().balances(economy.app.db, [{ kind: "burned", asset: "HEART" }]))[0]!.posted;
}

const eventsAbout = (type: string, redemption_id: string) =>
  economy.app.eventsOf(type).filter((event) => event.redemption_id === redemption_id);

test("redeeming holds the price, takes one from the stock, and waits for the admin", async () => {
  const { app, player, reward, redeem, balance } = economy;
  const member = await player(25);
  const { id } = await reward({ price_tokens: 10, quantity: 2 });
  const redemption = await redeem(member, id);
  assert.deepEqual(
    [redemption.status, redemption.reward_id, redemption.player_id, redemption.price_tokens, redemption.name, redemption.category],
    ["held", id, member.id, 10, "Travel kit", "goods"],
  );
  await app.settled();
  assert.deepEqual(await balance(member), { heart_tokens: 25, held: 10, xp: 0, impact_credits: 0 });
  assert.equal(await stockOf(id), 1);
  assert.deepEqual(eventsAbout("reward.redeemed", redemption.redemption_id), [
    {
      redemption_id: redemption.redemption_id,
      player_id: member.id,
      reward_id: id,
      name: "Travel kit",
      price_tokens: 10,
      fulfilment: "manual",
    },
  ]);
  assert.deepEqual(eventsAbout("redemption.fulfilled", redemption.redemption_id), []);
});

test("fulfilling burns what was held", async () => {
  const { app, player, reward, redeem, balance } = economy;
  const member = await player(25);
  const { redemption_id } = await redeem(member, (await reward()).id);
  const before = await burned();
  assert.equal((await fulfil(redemption_id)).status, "fulfilled");
  assert.equal((await burned()) - before, 10n);
  assert.deepEqual(await balance(member), { heart_tokens: 15, held: 0, xp: 0, impact_credits: 0 });
  await app.settled();
  assert.equal(eventsAbout("redemption.fulfilled", redemption_id).length, 1);
});

test("cancelling gives the tokens and the stock back", async () => {
  const { app, player, reward, redeem, balance } = economy;
  const member = await player(25);
  const { id } = await reward({ quantity: 1 });
  const { redemption_id } = await redeem(member, id);
  assert.equal((await cancel(redemption_id, "out of print")).status, "cancelled");
  assert.deepEqual(await balance(member), { heart_tokens: 25, held: 0, xp: 0, impact_credits: 0 });
  assert.equal(await stockOf(id), 1);
  await app.settled();
  assert.equal(eventsAbout("redemption.cancelled", redemption_id)[0]!.reason, "out of print");
});

test("a redemption is resolved once: a second fulfilment or cancellation is redemption_resolved", async () => {
  const { player, reward, redeem } = economy;
  const member = await player(100);
  const { id } = await reward();
  const first = await redeem(member, id);
  await fulfil(first.redemption_id);
  await assert.rejects(fulfil(first.redemption_id), answers("redemption_resolved"));
  await assert.rejects(cancel(first.redemption_id), answers("redemption_resolved"));
  const second = await redeem(member, id);
  await cancel(second.redemption_id);
  await assert.rejects(fulfil(second.redemption_id), answers("redemption_resolved"));
  await assert.rejects(cancel(second.redemption_id), answers("redemption_resolved"));
});

test("of fulfilments and cancellations of one redemption at once exactly one succeeds", async () => {
  const { app, player, reward, redeem, balance } = economy;
  const member = await player(10);
  const { id } = await reward({ quantity: 1 });
  const { redemption_id } = await redeem(member, id);
  const counts = await tally(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? fulfil(redemption_id) : cancel(redemption_id))));
  assert.deepEqual(counts, { ok: 1, redemption_resolved: 19 });
  const { heart_tokens, held } = await balance(member);
  assert.equal(held, 0);
  assert.equal(heart_tokens === 10 ? 1 : 0, await stockOf(id), "tokens and stock went the same way");
  await auditLedger(app);
});

test("resolving a redemption that does not exist is redemption_not_found", async () => {
  await assert.rejects(fulfil(newId()), answers("redemption_not_found"));
  await assert.rejects(cancel(newId()), answers("redemption_not_found"));
});

test("a reward that does not exist, or is taken off, is reward_not_found", async () => {
  const { app, admin, player, reward, redeem } = economy;
  const member = await player(100);
  await assert.rejects(redeem(member, newId()), answers("reward_not_found"));
  const { id } = await reward();
  await app.call(updateReward, { id, is_available: false }, admin);
  await assert.rejects(redeem(member, id), answers("reward_not_found"));
});

test("a sold-out reward is out_of_stock", async () => {
  const { player, reward, redeem, balance } = economy;
  const member = await player(100);
  const { id } = await reward({ quantity: 1 });
  await redeem(member, id);
  await assert.rejects(redeem(member, id), answers("out_of_stock"));
  assert.equal((await balance(member)).held, 10);
});

test("too few tokens are insufficient_funds, and the stock stays", async () => {
  const { player, reward, redeem } = economy;
  const member = await player(9);
  const { id } = await reward({ price_tokens: 10, quantity: 1 });
  await assert.rejects(redeem(member, id), answers("insufficient_funds"));
  assert.equal(await stockOf(id), 1);
});

test("of 50 redemptions of the last item at once exactly one succeeds", async () => {
  const { app, player, reward, redeem } = economy;
  const members = await Promise.all(Array.from({ length: 50 }, () => player(10)));
  const { id } = await reward({ quantity: 1 });
  assert.deepEqual(await tally(members.map((member) => redeem(member, id))), { ok: 1, out_of_stock: 49 });
  assert.equal(await stockOf(id), 0);
  await auditLedger(app);
});

test("of 20 redemptions by someone who can pay for one exactly one succeeds", async () => {
  const { player, reward, redeem, balance } = economy;
  const member = await player(19);
  const { id } = await reward({ price_tokens: 10, quantity: 20 });
  assert.deepEqual(await tally(Array.from({ length: 20 }, () => redeem(member, id))), { ok: 1, insufficient_funds: 19 });
  assert.equal(await stockOf(id), 19);
  assert.equal((await balance(member)).held, 10);
});

test("redeeming twice with one key is one redemption with one answer, also when both come at once", async () => {
  const { app, player, reward, redeem } = economy;
  const member = await player(100);
  const { id } = await reward({ quantity: 5 });
  const first = await redeem(member, id, "tap-tap");
  assert.deepEqual(await redeem(member, id, "tap-tap"), first);
  const counts = await tally(Array.from({ length: 10 }, () => redeem(member, id, "at-once")));
  assert.deepEqual(
    Object.keys(counts).filter((code) => code !== "ok" && code !== "idempotency_in_flight"),
    [],
  );
  assert.equal(await stockOf(id), 3);
  const { items } = await app.call(listRedemptions, {}, { as: member.as });
  assert.equal(items.length, 2);
});

for (const category of ["digital", "Badge", "certificate"]) {
  test(`a ${category} reward needs nobody to hand it over`, async () => {
    const { app, player, reward, redeem, balance } = economy;
    const member = await player(10);
    const { redemption_id, status } = await redeem(member, (await reward({ category })).id);
    assert.equal(status, "held");
    await app.settled();
    assert.deepEqual(await balance(member), { heart_tokens: 0, held: 0, xp: 0, impact_credits: 0 });
    assert.equal(eventsAbout("redemption.fulfilled", redemption_id).length, 1);
    await assert.rejects(cancel(redemption_id), answers("redemption_resolved"));
  });
}

test("hearing again that a digital reward was redeemed burns nothing more", async () => {
  const { app, player, reward, redeem, balance } = economy;
  const member = await player(20);
  const { redemption_id, reward_id } = await redeem(member, (await reward({ category: "digital" })).id);
  await app.settled();
  const again = { redemption_id, player_id: member.id, reward_id, name: "x", price_tokens: 10 };
  await app.emit(tokenInternal.events.rewardRedeemed, again);
  await app.settled();
  assert.equal((await balance(member)).heart_tokens, 10);
  assert.equal(eventsAbout("redemption.fulfilled", redemption_id).length, 1);
});

test("a redemption keeps the name and price of its moment, whatever becomes of the reward", async () => {
  const { app, admin, player, reward, redeem, balance } = economy;
  const member = await player(20);
  const { id } = await reward({ price_tokens: 10 });
  const { redemption_id } = await redeem(member, id);
  await app.call(updateReward, { id, name: "Other", category: "other", price_tokens: 999 }, admin);
  const fulfilled = await fulfil(redemption_id);
  assert.deepEqual([fulfilled.name, fulfilled.category, fulfilled.price_tokens], ["Travel kit", "goods", 10]);
  assert.equal((await balance(member)).heart_tokens, 10);
});

test("one sees one's own redemptions, an admin everyone's, by status and in pages", async () => {
  const { app, admin, player, reward, redeem } = economy;
  const [one, other] = [await player(100), await player(100)];
  const { id } = await reward({ quantity: 10 });
  const mine: string[] = [];
  for (let index = 0; index < 5; index += 1) mine.push((await redeem(one, id)).redemption_id);
  const theirs = (await redeem(other, id)).redemption_id;
  await fulfil(mine[1]!);

  const listed = async (as: Member["as"], more: { status?: "held" | "fulfilled" } = {}) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await app.call(listRedemptions, { limit: 2, cursor, ...more }, { as });
      ids.push(...page.items.map((item) => item.redemption_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  };
  assert.deepEqual(await listed(one.as), [...mine].reverse());
  assert.deepEqual(await listed(one.as, { status: "fulfilled" }), [mine[1]]);
  assert.deepEqual((await listed(admin.as)).slice(0, 6), [theirs, ...[...mine].reverse()]);
});

test("a player's purchases leave out what was cancelled", async () => {
  const { app, player, reward, redeem } = economy;
  const member = await player(100);
  const { id } = await reward();
  const [kept, dropped] = [await redeem(member, id), await redeem(member, id)];
  await cancel(dropped.redemption_id);
  const { items } = await app.call(purchasesOf, { player_ids: [member.id] }, { as: "system" });
  assert.deepEqual(items, [kept]);
});

test("players may not resolve redemptions, and redeeming needs a key", async () => {
  const { app, player, reward, redeem } = economy;
  const member = await player(10);
  const { redemption_id, reward_id } = await redeem(member, (await reward()).id);
  await assert.rejects(app.call(fulfilRedemption, { id: redemption_id }, { as: member.as }), answers("forbidden"));
  await assert.rejects(app.call(cancelRedemption, { id: redemption_id, reason: "x" }, { as: member.as }), answers("forbidden"));
  await assert.rejects(
    app.call(tokenContract.operations.redeemReward, { reward_id }, { as: member.as }),
    answers("idempotency_key_required"),
  );
});

test("the database refuses a redemption that is both open and resolved", async () => {
  const { app } = economy;
  await assert.rejects(
    sql`UPDATE redemptions SET status = 'held', resolved_at = now()`.execute(app.db),
    /redemptions_resolved|redemptions_reason/,
  );
});

test("price_changed: nothing is held at a price that the person was not shown", async () => {
  const { app, admin, player, reward, redeem, balance } = economy;
  const [member, offer] = [await player(50), await reward({ price_tokens: 10 })];
  await app.call(tokenContract.operations.updateReward, { id: offer.id, price_tokens: 25 }, admin);
  await assert.rejects(redeem(member, offer.id, undefined, 10), { code: "price_changed", status: 409, context: { price_tokens: 25 } });
  assert.deepEqual((await balance(member)).held, 0);
  assert.equal((await redeem(member, offer.id, undefined, 25)).price_tokens, 25);
});

test("account_closed: an account that was erased redeems nothing", async () => {
  const [member, offer] = [await economy.player(50), await economy.reward()];
  economy.erased.add(member.id);
  await assert.rejects(economy.redeem(member, offer.id), { code: "account_closed", status: 409 });
});
