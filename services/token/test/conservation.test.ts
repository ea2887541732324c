import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { isOperationError } from "@oneheart/kernel";
import fc from "fast-check";
import { auditLedger, bootEconomy, type Economy, type Member, newLedger } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy.app.stop());

const endowment = 40;
const price = 7;
const stock = 6;

const step = fc.oneof(
  fc.record({ does: fc.constant("send" as const), from: fc.nat(2), to: fc.nat(2), amount: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ does: fc.constant("redeem" as const), who: fc.nat(2) }),
  fc.record({ does: fc.constantFrom("fulfil" as const, "cancel" as const), which: fc.nat(9) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What should be, kept with plain additions. */
interface Expected {
  tokens: number[];
  held: number[];
  burned: number;
  stock: number;
  redemptions: Array<{ id: string; who: number; open: boolean }>;
}

test("after any sequence of operations every balance is what plain additions say, and nothing is made or lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const members = await Promise.all([0, 1, 2].map(() => economy.player(endowment)));
      const { id: reward_id } = await economy.reward({ price_tokens: price, quantity: stock });
      const burnedBefore = await burned();
      const expected: Expected = { tokens: [endowment, endowment, endowment], held: [0, 0, 0], burned: 0, stock, redemptions: [] };
      for (const one of steps) await take(one, members, reward_id, expected);

      for (const [index, member] of members.entries()) {
        const { heart_tokens, held } = await economy.balance(member);
        assert.deepEqual([heart_tokens, held], [expected.tokens[index], expected.held[index]]);
      }
      assert.equal((await burned()) - burnedBefore, BigInt(expected.burned));
      assert.equal(expected.tokens.reduce((sum, tokens) => sum + tokens, 0) + expected.burned, 3 * endowment);
      const { items } = await economy.app.call(tokenContract.operations.marketplace, { limit: 1 }, { as: members[0]!.as });
      assert.equal(items[0]!.quantity, expected.stock);
    }),
    { numRuns: 12 },
  );
  await auditLedger(economy.app);
});

/** Does one step for real and on paper; what paper refuses must be refused for real, with the same code. */
async function take(one: Step, members: Member[], reward_id: string, expected: Expected): Promise<void> {
  const { tokens, held, redemptions } = expected;
  const free = (who: number) => tokens[who]! - held[who]!;
  if (one.does === "send") {
    const refusal = one.from === one.to ? "self_transfer" : free(one.from) < one.amount ? "insufficient_funds" : undefined;
    const sent = await attempt(economy.send(members[one.from]!, members[one.to]!.id, one.amount), refusal);
    if (sent === undefined) return;
    tokens[one.from]! -= one.amount;
    tokens[one.to]! += one.amount;
    assert.equal(sent.balance, tokens[one.from]);
    return;
  }
  if (one.does === "redeem") {
    const refusal = expected.stock === 0 ? "out_of_stock" : free(one.who) < price ? "insufficient_funds" : undefined;
    const redeemed = await attempt(economy.redeem(members[one.who]!, reward_id), refusal);
    if (redeemed === undefined) return;
    held[one.who]! += price;
    expected.stock -= 1;
    redemptions.push({ id: redeemed.redemption_id, who: one.who, open: true });
    return;
  }
  const redemption = redemptions[one.which];
  if (redemption === undefined) return;
  const { fulfilRedemption, cancelRedemption } = tokenContract.operations;
  const { app, admin } = economy;
  const call =
    one.does === "fulfil"
      ? app.call(fulfilRedemption, { id: redemption.id }, admin)
      : app.call(cancelRedemption, { id: redemption.id, reason: "x" }, admin);
  if ((await attempt(call, redemption.open ? undefined : "redemption_resolved")) === undefined) return;
  redemption.open = false;
  held[redemption.who]! -= price;
  if (one.does === "fulfil") {
    tokens[redemption.who]! -= price;
    expected.burned += price;
  } else expected.stock += 1;
}

async function attempt<T>(call: Promise<T>, refusal: string | undefined): Promise<T | undefined> {
  try {
    const answer = await call;
    assert.equal(refusal, undefined, `should have been refused with ${refusal}`);
    return answer;
  } catch (error) {
    if (refusal === undefined || !isOperationError(error, refusal)) throw error;
    return undefined;
  }
}

async function burned(): Promise<bigint> {
  return (await newLedger().balances(economy.app.db, [{ kind: "burned", asset: "HEART" }]))[0]!.posted;
}
