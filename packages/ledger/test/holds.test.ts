import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { v7 as uuidv7 } from "uuid";
import type { TransactionDraft } from "../src/index.ts";
import { burned, codes, mint, move, player, type Scenario, START, settledCodes, startScenario, tally } from "./scenario.ts";

const EXPIRY = new Date(START.getTime() + 60_000);

describe("holds", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario(20);
  });
  after(() => scenario.end());

  const draft = (change: Partial<TransactionDraft>) => move(player("x"), player("y"), 1n, { transfers: [], ...change });
  const hold = (id: string, owner: string, amount: bigint, expires_at?: Date) =>
    draft({ kind: "redemption.hold", holds: [{ id, debit: player(owner), credit: burned(), amount, expires_at }] });

  async function balanceOf(owner: string) {
    const [own] = await scenario.ledger.balances(scenario.db, [player(owner)]);
    return { posted: own!.posted, pending: own!.pending, available: own!.available };
  }

  async function openHold(owner: string, amount: bigint, expires_at?: Date): Promise<string> {
    const id = uuidv7();
    await scenario.post(mint(owner, 10n), hold(id, owner, amount, expires_at));
    return id;
  }

  it("reserve without moving: the money is still there, but cannot be spent or held twice", async () => {
    await openHold("ann", 7n);
    assert.deepEqual(await balanceOf("ann"), { posted: 10n, pending: 7n, available: 3n });
    assert.deepEqual(codes(await scenario.post(move(player("ann"), player("bob"), 4n), hold(uuidv7(), "ann", 4n))), [
      "insufficient_funds",
      "insufficient_funds",
    ]);
    const [gone] = await scenario.ledger.balances(scenario.db, [burned()]);
    assert.deepEqual([gone?.posted, gone?.incoming], [0n, 7n]);
  });

  it("are captured whole", async () => {
    const hold_id = await openHold("bea", 7n);
    await scenario.accept(draft({ captures: [{ hold_id }] }));
    assert.deepEqual(await balanceOf("bea"), { posted: 3n, pending: 0n, available: 3n });
  });

  it("are captured in part: the rest is free again at once", async () => {
    const hold_id = await openHold("cid", 7n);
    await scenario.accept(draft({ captures: [{ hold_id, amount: 2n }] }));
    assert.deepEqual(await balanceOf("cid"), { posted: 8n, pending: 0n, available: 8n });
  });

  it("are released, and what is freed can be spent in the same transaction", async () => {
    const hold_id = await openHold("dan", 10n);
    await scenario.accept(move(player("dan"), player("bob"), 10n, { releases: [{ hold_id }] }));
    assert.deepEqual(await balanceOf("dan"), { posted: 0n, pending: 0n, available: 0n });
  });

  it("can be made and captured in one batch, but not before they are made", async () => {
    const id = uuidv7();
    await scenario.accept(mint("eve", 5n));
    const capture = draft({ captures: [{ hold_id: id }] });
    assert.deepEqual(codes(await scenario.post(capture, hold(id, "eve", 5n), capture)), ["hold_not_found", "ok", "ok"]);
    assert.deepEqual(await balanceOf("eve"), { posted: 0n, pending: 0n, available: 0n });
  });

  it("expire only when their time has come, and then by themselves", async () => {
    const overdue = await openHold("fay", 4n, EXPIRY);
    await openHold("gus", 4n, new Date(EXPIRY.getTime() + 1));
    const expire = () => scenario.inTransaction((tx) => scenario.ledger.expireHolds(tx, { limit: 10 }));
    assert.deepEqual(await expire(), []);
    scenario.clock.now = EXPIRY;
    assert.deepEqual(codes(await expire()), ["ok"]);
    assert.deepEqual(await expire(), []);
    assert.deepEqual([(await balanceOf("fay")).available, (await balanceOf("gus")).available], [10n, 6n]);
    assert.deepEqual(codes(await scenario.post(draft({ releases: [{ hold_id: overdue }] }))), ["hold_already_resolved"]);
  });

  it("are resolved exactly once, however many try at the same moment", async () => {
    const hold_id = await openHold("hal", 9n);
    const attempts = Array.from({ length: 20 }, (_, index) => [
      draft(index % 2 === 0 ? { captures: [{ hold_id, amount: 5n }] } : { releases: [{ hold_id }] }),
    ]);
    assert.deepEqual(tally(settledCodes(await scenario.postAtOnce(attempts))), { ok: 1, hold_already_resolved: 19 });
    assert.equal((await balanceOf("hal")).pending, 0n);
  });

  it("leave a ledger that the audit finds nothing wrong with", async () => {
    const { codes: findings, checked } = await scenario.audit();
    assert.deepEqual(findings, []);
    assert.ok(checked.holds! >= 8);
  });
});
