import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { createSequencer, ledgerLog, type Sequencer, type SequencerOptions } from "../../src/index.ts";
import { START } from "../scenario.ts";
import { type LogScenario, ORIGIN, SIGNER, startLog, verifiedIds } from "./sealing.ts";

describe("the sequencer", () => {
  let log: LogScenario;
  before(async () => {
    log = await startLog();
  });
  after(() => log.end());

  const start = (change: Partial<SequencerOptions<unknown>> = {}): Sequencer =>
    createSequencer({ db: log.db, origin: ORIGIN, signer: SIGNER, now: () => START, interval_ms: 5, ...change });

  /** A pool that replaces connections that die, as the program's does. */
  async function openPool(): Promise<Kysely<unknown>> {
    const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(log.db);
    const url = new URL(process.env.ONEHEART_TEST_DATABASE_URL!);
    url.pathname = `/${rows[0]!.name}`;
    const pool = new pg.Pool({ connectionString: url.href, max: 3 });
    pool.on("error", () => {});
    pool.on("connect", (client) => void client.on("error", () => {}));
    return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  }

  async function sealed(size: number): Promise<void> {
    while (((await ledgerLog.checkpoint(log.db))?.size ?? 0) < size) await new Promise(setImmediate);
  }

  it("several run at once, catch up in batches and seal each entry once", async () => {
    await log.mintMany(100);
    const sequencers = [1, 2, 3].map(() => start({ batch_max: 7 }));
    await sealed(100);
    await log.mintMany(50);
    await sealed(150);
    await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
    assert.equal(new Set(await verifiedIds(log.db)).size, 150);
  });

  it("does nothing more once it is stopped, and looks at once when it is woken", async () => {
    const sequencer = start({ interval_ms: 3_600_000 });
    await log.mintMany(1);
    sequencer.wake();
    await sealed(151);
    await sequencer.stop();
    await log.mintMany(1);
    sequencer.wake();
    assert.equal((await ledgerLog.checkpoint(log.db))!.size, 151);
  });

  it("survives the loss of its connections, and says so", async () => {
    const errors: unknown[] = [];
    const own = await openPool();
    const sequencer = start({ db: own, onError: (error) => errors.push(error) });
    await sealed(152);
    const blocker = log.inTransaction(async (tx) => {
      // It waits for this lock with a batch half done when its connection goes.
      await sql`LOCK TABLE log_leaves IN EXCLUSIVE MODE`.execute(tx);
      await log.mintMany(1);
      const waiting = sql`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`;
      while ((await waiting.execute(tx)).rows.length === 0) await sql`SELECT pg_stat_clear_snapshot()`.execute(tx);
    });
    await blocker;
    await sealed(153);
    await sequencer.stop();
    await own.destroy();
    assert.equal(errors.length, 1);
    assert.equal(new Set(await verifiedIds(log.db)).size, 153);
    assert.deepEqual(await log.findings(), []);
  });

  it("reports a log of another origin and takes nothing", async () => {
    const failed = Promise.withResolvers<unknown>();
    await log.mintMany(1);
    const sequencer = start({ origin: "example.org/other", onError: failed.resolve });
    assert.match(String(await failed.promise), /example\.org\/other/);
    await sequencer.stop();
    assert.equal((await sql`SELECT FROM log_pending`.execute(log.db)).rows.length, 1);
  });
});
