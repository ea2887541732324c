import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Random, randomFrom } from "@oneheart/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { createSequencer, type TransactionDraft } from "../../src/index.ts";
import { batchedPosts } from "../batched-posts.ts";
import { mint, START } from "../scenario.ts";
import { idOf, type LogScenario, ORIGIN, SIGNER, startLog, verifiedIds } from "./sealing.ts";

const rounds = Math.ceil(Number(process.env.ONEHEART_TEST_RUNS ?? 1) * 2);
const seed = Number(process.env.ONEHEART_TEST_SEED ?? Date.now() % 2 ** 31);
const WRITERS = 8;
const POSTINGS = 12;
const KILLS = 6;

describe(`writers, batchers and two sequencers whose connections are cut (ONEHEART_TEST_SEED=${seed})`, () => {
  let log: LogScenario;
  const pools = new Map<string, Kysely<unknown>>();
  before(async () => {
    log = await startLog(5);
    for (const name of ["writer", "batcher", "sequencer"]) pools.set(name, await openPool(name));
  });
  after(async () => {
    for (const pool of pools.values()) await pool.destroy();
    await log.end();
  });

  /** Connections with a name, which are replaced when they die, as the program's are. */
  async function openPool(name: string): Promise<Kysely<unknown>> {
    const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(log.db);
    const url = new URL(process.env.ONEHEART_TEST_DATABASE_URL!);
    url.pathname = `/${rows[0]!.name}`;
    const pool = new pg.Pool({ connectionString: url.href, max: 6, application_name: name });
    pool.on("error", () => {});
    pool.on("connect", (client) => void client.on("error", () => {}));
    return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  }

  /** Whether a connection that was in a transaction was cut. */
  async function cutOne(name: string, random: Random): Promise<boolean> {
    const { rows } = await sql<{ pid: number }>`
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = ${name} AND backend_xid IS NOT NULL ORDER BY pid`.execute(log.db);
    if (rows.length === 0) return false;
    const cut = await sql<{ done: boolean }>`SELECT pg_terminate_backend(${random.pick(rows).pid}::int) AS done`.execute(log.db);
    return cut.rows[0]!.done;
  }

  const draftFor = (writer: number): TransactionDraft => ({ ...mint(`w${writer}`, 1n), id: uuidv7() });

  /** Nobody knows what became of a posting whose connection died: it is sent again, under its id, until it is answered. */
  async function untilAnswered(post: () => Promise<string>): Promise<string> {
    for (;;) {
      try {
        return await post();
      } catch (error) {
        if (!isCut(error)) throw error;
      }
    }
  }

  /** Posts in a transaction of its own, dawdles in it, and now and then rolls it back; answers the id if it is to stay. */
  async function postSlowly(draft: TransactionDraft, random: Random): Promise<string | undefined> {
    const [turns, fails] = [random.below(6), random.below(5) === 0];
    class RolledBack extends Error {}
    const post = () =>
      pools
        .get("writer")!
        .transaction()
        .execute(async (tx) => {
          const [posted] = await log.ledger.post(tx, [draft]);
          for (let turn = 0; turn < turns; turn += 1) await sql`SELECT 1`.execute(tx);
          if (fails) throw new RolledBack();
          return idOf(posted!);
        });
    return untilAnswered(post).catch((error: unknown) => {
      if (error instanceof RolledBack) return undefined;
      throw error;
    });
  }

  async function write(writer: number, batched: ReturnType<typeof batchedPosts>, random: Random): Promise<string[]> {
    const ids: string[] = [];
    for (let posting = 0; posting < POSTINGS; posting += 1) {
      const draft = draftFor(writer);
      const id = random.below(2) === 0 ? await untilAnswered(async () => idOf(await batched.post(draft))) : await postSlowly(draft, random);
      if (id !== undefined) ids.push(id);
    }
    return ids;
  }

  it("no entry is lost, none is sealed twice, there is no gap, and the books agree", async () => {
    const recorded = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const random = randomFrom(seed + round);
      const batch_max = 1 + random.below(12);
      const batched = batchedPosts(pools.get("batcher")!, log.ledger, 1 + random.below(6));
      const options = { db: pools.get("sequencer")!, origin: ORIGIN, signer: SIGNER, now: () => START, interval_ms: 1, batch_max };
      const errors: unknown[] = [];
      const sequencers = [0, 1].map(() => createSequencer({ ...options, onError: (error) => errors.push(error) }));

      let isWriting = true;
      let kills = 0;
      const cutting = (async () => {
        while (isWriting && kills < KILLS) if (await cutOne(random.pick([...pools.keys()]), random)) kills += 1;
      })();
      const randoms = Array.from({ length: WRITERS }, () => randomFrom(random.below(2 ** 31)));
      const writing = Promise.all(randoms.map((own, writer) => write(writer, batched, own))).finally(() => {
        isWriting = false;
      });
      try {
        for (const id of (await writing).flat()) recorded.add(id);
        await cutting;
      } finally {
        await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
      }
      assert.ok(kills > 0, "nothing was cut");
      for (const error of errors) if (!isCut(error)) throw error;

      await log.sealAll();
      const ids = await verifiedIds(log.db);
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual(new Set(ids), recorded);
      assert.deepEqual(await log.findings(), []);
    }
    assert.deepEqual((await log.audit()).codes, []);
  });

  it("a sequencer that is cut in mid batch leaves its entries to the other, which takes them in once", async () => {
    const before = (await verifiedIds(log.db)).length;
    const posted = await log.mintMany(40, "cut");
    const own = pools.get("sequencer")!;
    const errors: unknown[] = [];
    const options = { origin: ORIGIN, signer: SIGNER, now: () => START, interval_ms: 1, batch_max: 10 };
    // The first waits for this lock with ten leaves taken in; the second finds the log taken and leaves it alone.
    await log.inTransaction(async (tx) => {
      await sql`LOCK TABLE log_tiles IN EXCLUSIVE MODE`.execute(tx);
      const first = createSequencer({ ...options, db: own, onError: (error) => errors.push(error) });
      const waiting = sql<{ pid: number }>`
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'sequencer' AND wait_event_type = 'Lock'`;
      let pids = await waiting.execute(log.db);
      while (pids.rows.length === 0) pids = await waiting.execute(log.db);
      assert.equal(await log.seal(10), 0);
      const stopped = first.stop();
      await sql`SELECT pg_terminate_backend(${pids.rows[0]!.pid}::int)`.execute(log.db);
      await stopped;
    });
    assert.equal(errors.length, 1);
    assert.ok(isCut(errors[0]), String(errors[0]));
    assert.equal(await log.sealAll(10), 40);
    const ids = await verifiedIds(log.db);
    assert.deepEqual(ids.slice(before), posted);
    assert.deepEqual(await log.findings(), []);
  });
});

/** What a connection says that an administrator ended, and one that was already gone. A conflict is run again as well. */
function isCut(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return ["57P01", "40001", "ECONNRESET", "EPIPE"].includes(code) || /Connection terminated|not queryable/.test(message);
}
