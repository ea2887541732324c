import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { createBatcher, type Ledger, LedgerConflict, LedgerOverloaded, LedgerUsageError } from "../src/index.ts";
import { codes, mint, move, player, type Scenario, startScenario } from "./scenario.ts";

describe("batcher", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
  });
  after(() => scenario.end());

  /** The scenario's ledger, which keeps the sizes of its batches. */
  function counting(): { ledger: Pick<Ledger, "post">; sizes: number[] } {
    const sizes: number[] = [];
    const post: Ledger["post"] = (db, drafts) => {
      sizes.push(drafts.length);
      return scenario.ledger.post(db, drafts);
    };
    return { ledger: { post }, sizes };
  }

  it("puts postings together, answers each its own, and has them committed by then", async () => {
    const { ledger, sizes } = counting();
    const batcher = createBatcher({ db: scenario.db, ledger, wait_ms_max: 20 });
    const drafts = [mint("ann", 10n), move(player("ann"), player("bob"), 4n), move(player("ann"), player("bob"), 7n), mint("cid", 1n)];
    const results = await Promise.all(drafts.map((draft) => batcher.post(draft)));
    assert.deepEqual(codes(results), ["ok", "ok", "insufficient_funds", "ok"]);
    assert.deepEqual(sizes, [4]);
    assert.equal(await scenario.available(player("bob")), 4n);
    await batcher.close();
  });

  it("makes no batch larger than it may, and sends one that is nearly full without waiting", async () => {
    const { ledger, sizes } = counting();
    const batcher = createBatcher({ db: scenario.db, ledger, items_max: 16, wait_ms_max: 600_000, concurrency: 3 });
    const results = await Promise.all(Array.from({ length: 60 }, (_, index) => batcher.post(mint(`many-${index}`, 1n))));
    assert.ok(results.every((result) => result.ok));
    // After the first all wait for the account that tokens come from, and a whole batch goes all the same.
    // They are counted in the order in which they got their connections.
    assert.deepEqual(sizes.sort(), [12, 16, 16, 16]);
    await batcher.close();
  });

  it("sends on closing what it has, waits for it, and takes nothing more", async () => {
    const batcher = createBatcher({ db: scenario.db, ledger: scenario.ledger, wait_ms_max: 600_000 });
    const waiting = batcher.post(mint("dan", 3n));
    await batcher.close();
    assert.equal(await scenario.available(player("dan")), 3n);
    assert.ok((await waiting).ok);
    await assert.rejects(batcher.post(mint("dan", 3n)), LedgerUsageError);
  });

  it("runs a batch again after a conflict, and gives up after a while", async () => {
    let left = 2;
    const post: Ledger["post"] = async (db, drafts) => {
      const results = await scenario.ledger.post(db, drafts);
      if (left-- > 0) throw new LedgerConflict("made up");
      return results;
    };
    const batcher = createBatcher({ db: scenario.db, ledger: { post }, retries_max: 2 });
    assert.ok((await batcher.post(mint("eve", 5n))).ok);
    assert.equal(await scenario.available(player("eve")), 5n);
    left = 3;
    await assert.rejects(batcher.post(mint("eve", 5n)), LedgerConflict);
    assert.equal(await scenario.available(player("eve")), 5n);
    await batcher.close();
  });

  it("fails only the item whose data the database rejects", async () => {
    const post: Ledger["post"] = async (db, drafts) => {
      if (drafts.some((draft) => draft.kind === "bad")) await sql`SELECT 1 / 0`.execute(db);
      return scenario.ledger.post(db, drafts);
    };
    const batcher = createBatcher({ db: scenario.db, ledger: { post } });
    const drafts = [mint("fay", 1n), mint("fay", 1n), { ...mint("fay", 1n), kind: "bad" }, mint("fay", 1n), mint("fay", 1n)];
    const settled = await Promise.allSettled(drafts.map((draft) => batcher.post(draft)));
    assert.deepEqual(
      settled.map((one) => one.status),
      ["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"],
    );
    assert.equal(await scenario.available(player("fay")), 4n);
    await batcher.close();
  });

  it("turns postings away when too many wait", async () => {
    const batcher = createBatcher({ db: scenario.db, ledger: scenario.ledger, queued_max: 2, wait_ms_max: 600_000 });
    const accepted = [batcher.post(mint("gus", 1n)), batcher.post(mint("gus", 1n))];
    await assert.rejects(batcher.post(mint("gus", 1n)), LedgerOverloaded);
    await batcher.close();
    assert.deepEqual(codes(await Promise.all(accepted)), ["ok", "ok"]);
  });

  it("keeps its books under load: 600 postings from two batchers at once", async () => {
    const batchers = [0, 1].map(() => createBatcher({ db: scenario.db, ledger: scenario.ledger, items_max: 50 }));
    await scenario.post(...Array.from({ length: 20 }, (_, index) => mint(`load-${index}`, 30n)));
    const drafts = Array.from({ length: 600 }, (_, index) =>
      move(player(`load-${index % 20}`), player(`load-${(index * 7 + 1) % 20}`), 1n),
    );
    await Promise.all(drafts.map((draft, index) => batchers[index % 2]!.post(draft)));
    await Promise.all(batchers.map((batcher) => batcher.close()));
    assert.deepEqual((await scenario.audit()).codes, []);
  });
});
