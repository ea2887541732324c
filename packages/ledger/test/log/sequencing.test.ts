import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createSigner, formatVerifierKey, openCheckpoint, parseVerifierKey, verifyConsistency } from "@oneheart/tlog";
import fc from "fast-check";
import { sql } from "kysely";
import { LedgerLogError, ledgerLog, openLog } from "../../src/index.ts";
import { sequence } from "../../src/log/sequence.ts";
import { sealBatch } from "../../src/log/sequencer.ts";
import { signCheckpoint } from "../../src/log/sign.ts";
import { mint, START } from "../scenario.ts";
import { clientOf, idOf, type LogScenario, ORIGIN, SIGNER, startLog, VERIFIER_KEY, verifiedIds } from "./sealing.ts";

const LOG = { log: [parseVerifierKey(VERIFIER_KEY)] };

describe("sequencing", () => {
  let log: LogScenario;
  before(async () => {
    log = await startLog(30);
  });
  after(() => log.end());

  it("signs the empty tree at the start, and verifies as an empty log", async () => {
    assert.equal(await log.seal(), 0);
    assert.deepEqual(await verifiedIds(log.db), []);
  });

  it("seals across tile and bundle borders, in batches of any size; a stranger verifies every entry", async () => {
    const posted: string[] = [];
    for (const [count, batch_max] of [
      [1, 10],
      [254, 100],
      [1, 10],
      [1, 10],
      [600, 257],
      [300, 8192],
    ] as const) {
      posted.push(...(await log.mintMany(count)));
      assert.equal(await log.sealAll(batch_max), count);
      assert.deepEqual(await verifiedIds(log.db), posted);
    }
    assert.deepEqual(await log.findings(), []);
  });

  it("keeps what earlier checkpoints published readable, and each checkpoint continues the one before", async () => {
    const { rows } = await sql<{ note: string }>`SELECT note FROM log_checkpoints ORDER BY size`.execute(log.db);
    const heads = rows.map(({ note }) => openCheckpoint(note, LOG));
    assert.ok(heads.length > 10);
    const client = clientOf(log.db);
    for (const [i, head] of heads.entries()) {
      if (head.size % 256 > 0) {
        const place = { index: Math.floor(head.size / 256), width: head.size % 256 };
        assert.equal((await client.readTile({ level: 0, ...place })).length, place.width * 32);
        assert.ok((await ledgerLog.bundle(log.db, place))!.length > 0);
      }
      const next = heads[i + 1];
      if (next) verifyConsistency(head, next, await ledgerLog.consistencyProof(log.db, head.size, next));
    }
  });

  it("gives out nothing that no checkpoint covers", async () => {
    const { size } = (await ledgerLog.checkpoint(log.db))!;
    const [id] = await log.mintMany(1);
    await log.inTransaction((tx) => sequence(tx));
    const place = { index: Math.floor(size / 256), width: (size % 256) + 1 };
    assert.equal(await ledgerLog.tile(log.db, { level: 0, ...place }), undefined);
    assert.equal(await ledgerLog.bundle(log.db, place), undefined);
    assert.equal(await ledgerLog.receipt(log.db, id!), undefined);
    assert.equal((await ledgerLog.leafIndices(log.db, [id!])).size, 0);
    assert.equal(await ledgerLog.tile(log.db, { level: 63, index: 2 ** 50, width: 256 }), undefined);

    // A crash came between taking in and signing: the next round signs, though nothing is pending.
    assert.equal(await log.seal(), 0);
    assert.equal((await ledgerLog.checkpoint(log.db))!.size, size + 1);
    assert.deepEqual(await ledgerLog.leafIndices(log.db, [id!]), new Map([[id!, size]]));
    assert.ok(await ledgerLog.tile(log.db, { level: 0, ...place }));
  });

  it("signs a size once per key, and again when the key changes", async () => {
    const count = async () => (await sql`SELECT FROM log_checkpoints`.execute(log.db)).rows.length;
    const before = await count();
    await log.seal();
    assert.equal(await count(), before);
    const other = createSigner(ORIGIN, new Uint8Array(32).fill(9));
    assert.equal(await signCheckpoint(log.db, other, START), (await ledgerLog.checkpoint(log.db))!.size);
    assert.equal(await count(), before + 1);
    openCheckpoint((await ledgerLog.checkpoint(log.db))!.note, { log: [parseVerifierKey(formatVerifierKey(other.verifier))] });
    assert.deepEqual(
      (await log.findings()).map(({ code }) => code),
      ["checkpoint_unsigned"],
    );
    await log.mintMany(1);
    await log.seal();
  });

  it("refuses to continue under another origin", async () => {
    const refused = (error: unknown) => error instanceof LedgerLogError && error.code === "origin_differs";
    await assert.rejects(openLog(log.db, "example.org/other"), refused);
  });

  it("a sequencer that finds another at work takes nothing and does not wait", async () => {
    await log.mintMany(3);
    await log.inTransaction(async (tx) => {
      assert.equal(await sequence(tx), 3);
      assert.equal(await log.inTransaction((other) => sequence(other)), 0);
    });
    await log.seal();
  });

  it("a rollback after taking in leaves everything pending", async () => {
    const [id] = await log.mintMany(1);
    class Crash extends Error {}
    const crashed = log.inTransaction(async (tx) => {
      assert.equal(await sequence(tx), 1);
      throw new Crash();
    });
    await assert.rejects(crashed, Crash);
    assert.equal(await log.sealAll(), 1);
    assert.equal((await verifiedIds(log.db)).at(-1), id);
  });
});

describe("writers and sequencers at once", () => {
  it("late commits, rollbacks and four sequencers: no entry is lost, none doubled, and there is no gap", async () => {
    const log = await startLog(30);
    const committed = new Set<string>();
    // Each writer posts, then waits its turns before it commits or rolls back, so that commits come in another order than seqs.
    const writer = fc.record({ drafts: fc.integer({ min: 1, max: 9 }), turns: fc.integer({ min: 0, max: 6 }), fails: fc.boolean() });
    const plan = fc.record({
      writers: fc.array(writer, { minLength: 4, maxLength: 12 }),
      batch_max: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ writers, batch_max }) => {
        let isWriting = true;
        const sequencer = async () => {
          while (isWriting) await log.seal(batch_max);
        };
        const sequencers = Array.from({ length: 4 }, sequencer);
        await Promise.all(
          writers.map(async ({ drafts, turns, fails }, index) => {
            const work = log.inTransaction(async (tx) => {
              const posted = await log.ledger.post(
                tx,
                Array.from({ length: drafts }, () => mint(`w${index}`, 1n)),
              );
              for (let turn = 0; turn < turns; turn++) await sql`SELECT 1`.execute(tx);
              if (fails) throw new Error("rolled back");
              return posted.map(idOf);
            });
            for (const id of await work.catch(() => [])) committed.add(id);
          }),
        );
        isWriting = false;
        await Promise.all(sequencers);
        await log.sealAll();
        const ids = await verifiedIds(log.db);
        assert.equal(new Set(ids).size, ids.length);
        assert.deepEqual(new Set(ids), committed);
      }),
      { numRuns: 15, seed: 20_260_301 },
    );
    assert.ok(committed.size > 100);
    assert.deepEqual(await log.findings(), []);
    await log.end();
  });

  it("a transaction that commits after later ones were sealed is sealed after them", async () => {
    const log = await startLog();
    const late = Promise.withResolvers<void>();
    const posted = Promise.withResolvers<string>();
    const slow = log.inTransaction(async (tx) => {
      posted.resolve(idOf((await log.ledger.post(tx, [mint("slow", 1n, "CREDIT")]))[0]!));
      await late.promise;
    });
    const id = await posted.promise;
    const [quick] = await log.mintMany(1);
    await log.sealAll();
    assert.deepEqual(await verifiedIds(log.db), [quick]);
    late.resolve();
    await slow;
    await log.sealAll();
    assert.deepEqual(await verifiedIds(log.db), [quick, id]);
    await log.end();
  });
});

describe("what a sequencer refuses", () => {
  it("an entry that was changed while it waited, and signs nothing of its batch", async () => {
    const log = await startLog();
    const [, second] = await log.mintMany(3);
    await sql`ALTER TABLE ledger_transactions DISABLE TRIGGER ALL`.execute(log.db);
    await sql`UPDATE ledger_transactions SET leaf = leaf || 'x' WHERE id = ${second}`.execute(log.db);
    await assert.rejects(
      log.seal(),
      (error) => error instanceof LedgerLogError && error.code === "leaf_hash_differs" && error.message.includes(second!),
    );
    assert.equal(await ledgerLog.checkpoint(log.db), undefined);
    assert.equal((await sql`SELECT FROM log_pending`.execute(log.db)).rows.length, 3);
    await log.end();
  });

  it("a tree that does not continue what it signed before", async () => {
    const log = await startLog();
    await log.mintMany(5);
    await log.seal();
    await sql`ALTER TABLE log_state DISABLE TRIGGER ALL`.execute(log.db);
    await sql`ALTER TABLE log_tiles DISABLE TRIGGER ALL`.execute(log.db);
    await sql`UPDATE log_tiles SET data = sha256('forged') || substring(data FROM 33)`.execute(log.db);
    await sql`UPDATE log_state SET edge = ARRAY(SELECT data FROM log_tiles)`.execute(log.db);
    await log.mintMany(1);
    const sealing = sealBatch({ db: log.db, origin: ORIGIN, signer: SIGNER, now: () => START });
    await assert.rejects(sealing, (error) => error instanceof LedgerLogError && error.code === "checkpoint_not_continued");
    assert.equal((await ledgerLog.checkpoint(log.db))!.size, 5);
    await log.end();
  });
});
