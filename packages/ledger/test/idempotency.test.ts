import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { v7 as uuidv7 } from "uuid";
import type { TransactionDraft } from "../src/index.ts";
import { burned, codes, mint, move, player, type Scenario, START, settledCodes, startScenario, tally } from "./scenario.ts";

describe("the same request twice", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario(20);
    await scenario.accept(mint("ann", 1000n));
  });
  after(() => scenario.end());

  const keyed = (key: string, change: Partial<TransactionDraft> = {}) =>
    move(player("ann"), player("bob"), 1n, { idempotency: { principal: "ann", key, fingerprint: "f" }, ...change });

  it("with the same key answers the first result, moves nothing again, and takes no notice of the time or a new id", async () => {
    const first = await scenario.accept(keyed("k1"));
    const before = await scenario.available(player("ann"));
    const [again] = await scenario.post(keyed("k1", { id: uuidv7(), occurred_at: new Date(START.getTime() + 1) }));
    assert.deepEqual(again, { ok: true, id: first.id, seq: first.seq, replayed: true, balances: [] });
    assert.equal(await scenario.available(player("ann")), before);
  });

  it("in one batch answers as one by one: a key that was just taken comes before an id that was taken earlier", async () => {
    const id = uuidv7();
    await scenario.accept(move(player("ann"), player("bob"), 1n, { id }));
    const [first, second] = [keyed("order"), keyed("order", { id, idempotency: { principal: "ann", key: "order", fingerprint: "g" } })];
    assert.deepEqual(codes(await scenario.post(first, second)), ["ok", "idempotency_mismatch"]);
  });

  it("in one batch answers as one by one: a key whose first request is refused does not hide an id that was taken earlier", async () => {
    const id = uuidv7();
    await scenario.accept(move(player("ann"), player("bob"), 1n, { id }));
    const poor = { idempotency: { principal: "ann", key: "poor", fingerprint: "f" } };
    const [first, second] = [move(player("nobody"), player("bob"), 1n, poor), keyed("poor", { id, occurred_at: new Date(0) })];
    assert.deepEqual(codes(await scenario.post(first, second)), ["insufficient_funds", "duplicate_id_other_content"]);
  });

  it("answers the first result even when the money is gone by then", async () => {
    await scenario.accept(mint("cid", 5n));
    const spend = move(player("cid"), player("bob"), 5n, { idempotency: { principal: "cid", key: "all", fingerprint: "f" } });
    await scenario.accept(spend);
    assert.deepEqual(codes(await scenario.post(spend)), ["replayed"]);
  });

  it("with the same id and content answers the first result: transfers, holds and captures with ids of the ledger's choice", async () => {
    const [id, hold_id] = [uuidv7(), uuidv7()];
    const holds = [
      { id: hold_id, debit: player("ann"), credit: burned(), amount: 3n },
      { debit: player("ann"), credit: burned(), amount: 1n },
    ];
    const draft = move(player("ann"), player("bob"), 2n, { id, holds, subject_id: "ann", detail: { a: "1" } });
    const capture = move(player("ann"), player("bob"), 1n, { id: uuidv7(), captures: [{ hold_id, amount: 2n }] });
    await scenario.accept(draft);
    await scenario.accept(capture);
    assert.deepEqual(codes(await scenario.post(draft, capture, draft)), ["replayed", "replayed", "replayed"]);
  });

  it("in one batch counts once", async () => {
    const withId = move(player("ann"), player("bob"), 1n, { id: uuidv7() });
    const before = await scenario.available(player("ann"));
    const results = await scenario.post(
      keyed("k2"),
      keyed("k2"),
      withId,
      withId,
      keyed("k2", { idempotency: { principal: "ann", key: "k2", fingerprint: "g" } }),
    );
    assert.deepEqual(codes(results), ["ok", "replayed", "ok", "replayed", "idempotency_mismatch"]);
    assert.equal(await scenario.available(player("ann")), before - 2n);
  });

  it("a key belongs to its principal, and the two are not run together", async () => {
    const of = (principal: string, key: string) => keyed("", { idempotency: { principal, key, fingerprint: "f" } });
    assert.deepEqual(codes(await scenario.post(of("p", "qr"), of("pq", "r"), of("z", "qr"))), ["ok", "ok", "ok"]);
  });

  it("a refused request leaves its key free", async () => {
    const draft = move(player("dan"), player("bob"), 1n, { idempotency: { principal: "dan", key: "k", fingerprint: "f" } });
    assert.deepEqual(codes(await scenario.post(draft)), ["insufficient_funds"]);
    await scenario.accept(mint("dan", 1n));
    assert.deepEqual(codes(await scenario.post(draft)), ["ok"]);
  });

  it("20 times at once happens once, and all get the same answer", async () => {
    const before = await scenario.available(player("ann"));
    const settled = await scenario.postAtOnce(Array.from({ length: 20 }, () => [keyed("parallel")]));
    assert.deepEqual(tally(settledCodes(settled)), { ok: 1, replayed: 19 });
    const seqs = settled.map((one) => one.status === "fulfilled" && one.value[0]?.ok && one.value[0].seq);
    assert.equal(new Set(seqs).size, 1);
    assert.equal(await scenario.available(player("ann")), before - 1n);
  });

  it("with the same key but other accounts, at once: one wins, the others are told to run again and then see it", async () => {
    await scenario.post(...Array.from({ length: 20 }, (_, index) => mint(`p${index}`, 1n)));
    const batches = Array.from({ length: 20 }, (_, index) => [
      move(player(`p${index}`), player(`q${index}`), 1n, { idempotency: { principal: "x", key: "race", fingerprint: String(index) } }),
    ]);
    const { ok, idempotency_mismatch = 0, "40001": conflict = 0, ...other } = tally(settledCodes(await scenario.postAtOnce(batches)));
    assert.deepEqual([ok, idempotency_mismatch + conflict, other], [1, 19, {}]);
    const again = settledCodes(await scenario.postAtOnce(batches));
    assert.deepEqual(tally(again), { replayed: 1, idempotency_mismatch: 19 });
    assert.deepEqual((await scenario.audit()).codes, []);
  });
});
