import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { codes, mint, move, player, type Scenario, settledCodes, startScenario, tally } from "./scenario.ts";

describe("many at once", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario(50);
  });
  after(() => scenario.end());

  it("50 transfers of the same last token: exactly one succeeds", async () => {
    await scenario.accept(mint("last", 1n));
    const takers = Array.from({ length: 50 }, (_, index) => [move(player("last"), player(`taker-${index}`), 1n)]);
    assert.deepEqual(tally(settledCodes(await scenario.postAtOnce(takers))), { ok: 1, insufficient_funds: 49 });
    assert.equal(await scenario.available(player("last")), 0n);
  });

  it("transfers that cross each other never deadlock", async () => {
    const owners = Array.from({ length: 6 }, (_, index) => `cross-${index}`);
    await scenario.post(...owners.map((owner) => mint(owner, 1000n)));
    const batches = Array.from({ length: 50 }, (_, round) => {
      const order = round % 2 === 0 ? owners : owners.toReversed();
      return order.slice(1).map((owner, index) => move(player(order[index]!), player(owner), 1n));
    });
    assert.deepEqual(tally(settledCodes(await scenario.postAtOnce(batches))), { ok: 250 });
  });

  it("first use of the same new accounts, in different orders, never deadlocks and makes each account once", async () => {
    const owners = Array.from({ length: 300 }, (_, index) => `new-${index}`);
    const batches = [owners, owners.toReversed(), owners, owners.toReversed()].map((order) => order.map((owner) => mint(owner, 1n)));
    assert.deepEqual(tally(settledCodes(await scenario.postAtOnce(batches))), { ok: 1200 });
    assert.equal(await scenario.available(player("new-3")), 4n);
  });

  it("random transfers by concurrent clients keep every asset's sum, overdraw nobody, and answer the truth", async () => {
    const assets = ["HEART", "CREDIT"];
    const owner = fc.integer({ min: 0, max: 4 });
    const someMove = fc.record({ from: owner, to: owner, amount: fc.integer({ min: 1, max: 40 }), asset: fc.constantFrom(...assets) });
    const clients = fc.array(fc.array(fc.array(someMove, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), {
      minLength: 2,
      maxLength: 10,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(clients, async (plans) => {
        const name = (index: number) => `r${run}-${index}`;
        run++;
        const all = [0, 1, 2, 3, 4].flatMap((index) => assets.map((asset) => player(name(index), asset)));
        await scenario.post(...all.map((ref) => mint(ref.owner_id!, 50n, ref.asset)));

        const expected = new Map(all.map((ref) => [`${ref.owner_id} ${ref.asset}`, 50n]));
        const add = (who: number, asset: string, amount: bigint) => {
          const key = `${name(who)} ${asset}`;
          expected.set(key, expected.get(key)! + amount);
        };
        await Promise.all(
          plans.map(async (batches) => {
            for (const batch of batches) {
              const drafts = batch.map(({ from, to, amount, asset }) =>
                move(player(name(from), asset), player(name(to), asset), BigInt(amount)),
              );
              const results = await scenario.post(...drafts);
              for (const [index, { from, to, amount, asset }] of batch.entries()) {
                if (from === to) assert.equal(codes([results[index]!])[0], "self_transfer");
                if (!results[index]!.ok) continue;
                add(from, asset, -BigInt(amount));
                add(to, asset, BigInt(amount));
              }
            }
          }),
        );
        const balances = await scenario.ledger.balances(scenario.db, all);
        assert.deepEqual(new Map(balances.map((balance) => [`${balance.owner_id} ${balance.asset}`, balance.posted])), expected);
        assert.ok(balances.every((balance) => balance.posted >= 0n));
        for (const asset of assets) {
          const own = balances.filter((balance) => balance.asset === asset);
          assert.equal(
            own.reduce((sum, balance) => sum + balance.posted, 0n),
            250n,
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it("leave a ledger that the audit finds nothing wrong with: balances replayed by seq were never below zero", async () => {
    const { codes: findings, checked } = await scenario.audit();
    assert.deepEqual(findings, []);
    assert.ok(checked.transactions! > 1000);
  });
});
