import assert from "node:assert/strict";
import { once } from "node:events";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import {
  formatAddCheckpoint,
  formatCosignatures,
  openCheckpoint,
  parseNote,
  parseProof,
  parseVerifierKey,
  signBy,
  TlogError,
  verifyProof,
} from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import { ledgerLog, type Witness, type WitnessClient, WitnessError } from "../../src/index.ts";
import { addCosignatures } from "../../src/log/witness/store.ts";
import { START } from "../scenario.ts";
import { type LogScenario, startLog, VERIFIER_KEY } from "./sealing.ts";
import { cosigner, freePort, NOW_S, runClient, runImpostor, runWitness, until } from "./witnessing.ts";

const LOG = [parseVerifierKey(VERIFIER_KEY)];
const keysOf = (witnesses: readonly Witness[]) => witnesses.map(({ verifier }) => verifier);

describe("witnesses", () => {
  let log: LogScenario;
  let clients: WitnessClient[];
  before(async () => {
    log = await startLog();
  });
  beforeEach(() => {
    clients = [];
  });
  afterEach(() => Promise.all(clients.map((client) => client.stop())));
  after(() => log.end());

  function run(...options: Parameters<typeof runClient>): WitnessClient {
    const client = runClient(...options);
    clients.push(client);
    return client;
  }

  const newest = async () => (await ledgerLog.checkpoint(log.db))!;
  const cosignersOf = (note: string, witnesses: readonly Witness[]) =>
    openCheckpoint(note, { log: LOG, witnesses: keysOf(witnesses) }).cosignatures.map(({ name }) => name);
  const isCosigned = (witnesses: readonly Witness[]) => async () =>
    (await ledgerLog.witnessLag(log.db, keysOf(witnesses))).every((lag) => lag === 0);

  async function grow(count: number): Promise<string[]> {
    const ids = await log.mintMany(count);
    await log.sealAll();
    return ids;
  }

  it("cosign each checkpoint as the log grows; the published checkpoint and receipts carry what they said, and verify offline", async (t) => {
    const witnesses = await Promise.all([1, 2, 3].map((n) => runWitness(t, n)));
    await log.seal();
    run(log, witnesses);
    for (const count of [3, 300, 1]) {
      const ids = await grow(count);
      await until(isCosigned(witnesses));
      const { note } = await newest();
      assert.equal(cosignersOf(note, witnesses).length, 3);

      const receipt = (await ledgerLog.receipt(log.db, ids[0]!, { witnesses: keysOf(witnesses), quorum: 3 }))!;
      const policy = { log: LOG, witnesses: keysOf(witnesses), quorum: 3 };
      const { checkpoint } = verifyProof(receipt, parseProof(receipt).extra!, policy);
      assert.deepEqual(
        checkpoint.cosignatures.map(({ timestampSeconds }) => timestampSeconds),
        [NOW_S, NOW_S, NOW_S],
      );
      const stranger = { ...policy, witnesses: [cosigner(9).verifier], quorum: 1 };
      assert.throws(() => verifyProof(receipt, parseProof(receipt).extra!, stranger), TlogError);
    }
    assert.deepEqual(await log.findings(), []);
  });

  it("one that is dead delays neither the log nor the others, is left in peace more and more, and is caught up with when it lives", async (t) => {
    const port = await freePort();
    const [alive, dead] = [await runWitness(t, 11), { verifier: cosigner(12).verifier, url: `http://127.0.0.1:${port}` }];
    const errors: unknown[] = [];
    run(log, [alive, dead], { onError: (error) => errors.push(error) });
    let ids: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      ids = await grow(2);
      await until(isCosigned([alive]));
    }
    assert.deepEqual(cosignersOf((await newest()).note, [alive, dead]), ["witness.example/w11"]);
    assert.deepEqual(await ledgerLog.witnessLag(log.db, keysOf([alive, dead])), [0, (await newest()).size]);
    await until(() => errors.length >= 3);
    assert.ok(errors.every((error) => error instanceof WitnessError && error.code === "witness_unreachable" && /w12/.test(error.message)));

    // A quorum that is not there keeps no receipt from anybody.
    assert.ok(await ledgerLog.receipt(log.db, ids[0]!, { witnesses: keysOf([alive, dead]), quorum: 2 }));
    await runWitness(t, 12, { port });
    await until(isCosigned([alive, dead]));
    assert.equal(cosignersOf((await newest()).note, [alive, dead]).length, 2);
  });

  it("one that never answers delays nobody when the others are a quorum", async (t) => {
    const asked = Promise.withResolvers<void>();
    const silent = await runImpostor(t, 22, () => asked.resolve());
    const alive = await runWitness(t, 21);
    run(log, [alive, silent], { quorum: 1 });
    await grow(1);
    await asked.promise;
    for (let round = 0; round < 4; round += 1) {
      await grow(1);
      await until(isCosigned([alive]));
    }
    assert.deepEqual(cosignersOf((await newest()).note, [alive, silent]), ["witness.example/w21"]);
  });

  it("get the same checkpoint when each of them is needed, though the log grows meanwhile", async (t) => {
    const held = Promise.withResolvers<void>();
    const fast = await runWitness(t, 31);
    const inner = await runWitness(t, 32);
    const slow = await runImpostor(t, 32, async (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      await once(request, "end");
      await held.promise;
      const answer = await fetch(`${inner.url}/add-checkpoint`, { method: "POST", body: Buffer.concat(chunks) });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type")! }).end(await answer.text());
    });
    const [id] = await grow(1);
    run(log, [fast, slow]);
    await until(isCosigned([fast]));
    for (let round = 0; round < 3; round += 1) await grow(1);
    held.resolve();
    const witnessing = { witnesses: keysOf([fast, slow]), quorum: 2 };
    const hasQuorum = async () => {
      const receipt = (await ledgerLog.receipt(log.db, id!, witnessing))!;
      return cosignersOf(parseProof(receipt).checkpoint, [fast, slow]).length === 2;
    };
    await until(hasQuorum);
  });

  it("that are elsewhere than thought say so, and are gone on with from there", async (t) => {
    const witness = await runWitness(t, 41);
    await grow(5);
    const submit = async (oldSize: number) => {
      const checkpoint = await newest();
      const proof = await ledgerLog.consistencyProof(log.db, oldSize, checkpoint);
      const body = formatAddCheckpoint({ oldSize, proof, checkpoint: checkpoint.note });
      assert.equal((await fetch(`${witness.url}/add-checkpoint`, { method: "POST", body })).status, 200);
    };
    // Anybody may submit what is published, so the answer may have gone to somebody else.
    await submit(0);
    run(log, [witness]);
    await until(isCosigned([witness]));
    await grow(4);
    await until(isCosigned([witness]));
    assert.equal(cosignersOf((await newest()).note, [witness]).length, 1);
  });

  it("find out a log that was put back or written anew, and then cosign nothing", async (t) => {
    const witness = await runWitness(t, 51);
    await grow(10);
    const client = run(log, [witness]);
    await until(isCosigned([witness]));
    await client.stop();
    const { size } = await newest();

    const other = await startLog();
    t.after(() => other.end());
    const codes: string[] = [];
    const onError = (error: unknown) => void (error instanceof WitnessError && codes.push(`${error.code} ${error.message}`));
    await other.mintMany(4);
    await other.sealAll();
    const again = run(other, [witness], { onError });
    await until(() => codes.length > 0);
    assert.match(codes[0]!, new RegExp(`^witness_ahead .*${size} entries.*only 4`));
    await other.mintMany(size);
    await other.sealAll();
    await until(() => codes.some((code) => /^witness_refused .*422/.test(code)));
    await again.stop();
    const { rows } = await sql`SELECT FROM log_cosignatures`.execute(other.db);
    assert.equal(rows.length, 0);
  });

  it("what is no cosignature of this checkpoint is not stored", async (t) => {
    const right = (text: string) => formatCosignatures([signBy(cosigner(61), text)]);
    await grow(3);
    const { note, size } = await newest();
    const { text } = parseNote(note);
    const answers: [string, number, Record<string, string>, string][] = [
      ["witness_answer_invalid", 200, {}, "thank you\n"],
      ["witness_answer_invalid", 200, {}, ""],
      ["witness_answer_invalid", 200, {}, right(text.replace(`\n${size}\n`, `\n${size + 1}\n`))],
      ["witness_answer_invalid", 200, {}, formatCosignatures([signBy(cosigner(62), text)])],
      ["witness_answer_invalid", 409, { "content-type": "text/x.tlog.size" }, "many\n"],
      ["witness_refused", 409, { "content-type": "text/x.tlog.size" }, `${size - 1}\n`],
      ["witness_refused", 409, { "content-type": "text/plain" }, `${size}\n`],
      ["witness_refused", 403, {}, "x".repeat(5_000)],
      ["witness_unreachable", 302, { location: "http://127.0.0.1:1/" }, ""],
      ["witness_unreachable", 200, {}, "x".repeat(100_000)],
    ];
    for (const [code, status, headers, body] of answers) {
      const impostor = await runImpostor(t, 61, (_, response) => void response.writeHead(status, headers).end(body));
      const failed = Promise.withResolvers<WitnessError>();
      const client = run(log, [impostor], { onError: (error) => failed.resolve(error as WitnessError) });
      const error = await failed.promise;
      assert.equal(error.code, code, error.stack);
      assert.ok(error.message.length < 400);
      await client.stop();
    }
    assert.deepEqual(await ledgerLog.witnessLag(log.db, [cosigner(61)]), [size]);
  });

  it("of several clients one works, and another takes over when it is gone", async (t) => {
    const witness = await runWitness(t, 71);
    for (const client of [1, 2, 3].map(() => run(log, [witness]))) {
      await grow(1);
      await until(isCosigned([witness]));
      const { rows } = await sql`
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(log.db);
      assert.equal(rows.length, 1);
      await client.stop();
    }
  });

  it("a receipt is under the newest checkpoint with a quorum of the witnesses that count, else under the newest", async (t) => {
    const own = await startLog();
    t.after(() => own.end());
    const grow = async (count: number) => {
      const ids = await own.mintMany(count);
      await own.sealAll();
      return ids;
    };
    const say = async (size: number, ...ns: number[]) => {
      const { text } = parseNote((await ledgerLog.checkpoint(own.db))!.note);
      await addCosignatures(
        own.db,
        size,
        ns.map((n) => signBy(cosigner(n), text)),
        START,
      );
    };
    const sizeOf = async (id: string, ns: number[], quorum: number) => {
      const witnesses = ns.map((n) => cosigner(n).verifier);
      const receipt = (await ledgerLog.receipt(own.db, id, { witnesses, quorum }))!;
      const { checkpoint, index } = verifyProof(receipt, parseProof(receipt).extra!, { log: LOG, witnesses });
      return [index, checkpoint.size, checkpoint.cosignatures.length];
    };
    const [first] = await grow(300);
    await say(300, 1, 2);
    await grow(10);
    await say(310, 1, 2);
    await grow(10);
    await say(320, 1, 3);
    const [last] = await grow(1);
    assert.deepEqual(await sizeOf(first!, [1, 2], 2), [0, 310, 2]);
    assert.deepEqual(await sizeOf(first!, [1, 2], 1), [0, 320, 1]);
    assert.deepEqual(await sizeOf(first!, [1, 2, 3], 2), [0, 320, 2]);
    assert.deepEqual(await sizeOf(first!, [1, 2, 3], 3), [0, 321, 0]);
    assert.deepEqual(await sizeOf(last!, [1, 2], 1), [320, 321, 0]);
  });

  it("cosignatures are only added: nobody changes them, and the application may read and add", async () => {
    await grow(1);
    const { note, size } = await newest();
    const { text } = parseNote(note);
    const asApplication = (statement: string) =>
      log.inTransaction(async (tx) => {
        await sql`SET LOCAL ROLE oneheart_app`.execute(tx);
        await sql.raw(statement).execute(tx);
      });
    await log.inTransaction(async (tx) => {
      await sql`SET LOCAL ROLE oneheart_app`.execute(tx);
      await addCosignatures(tx, size, [signBy(cosigner(81), text)], START);
      assert.equal((await ledgerLog.witnessLag(tx, [cosigner(81)]))[0], 0);
    });
    for (const statement of ["UPDATE log_cosignatures SET line = line", "DELETE FROM log_cosignatures", "TRUNCATE log_cosignatures"]) {
      await assert.rejects(sql.raw(statement).execute(log.db), { code: "23001" }, statement);
      await assert.rejects(asApplication(statement), { code: "42501" }, statement);
    }
    const replica = log.inTransaction(async (tx) => {
      await sql`SET LOCAL session_replication_role = 'replica'`.execute(tx);
      await sql`DELETE FROM log_cosignatures`.execute(tx);
    });
    await assert.rejects(replica, { code: "23001" });
    await assert.rejects(sql`INSERT INTO log_cosignatures VALUES (1, 'w', 1, ${`— w AAAA\n\nmore\n`}, ${START})`.execute(log.db), {
      code: "23514",
    });
  });

  it("every read goes through an index", async () => {
    const planOf = (statement: RawBuilder<unknown>) =>
      log.inTransaction(async (tx) => {
        await sql`SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off`.execute(tx);
        const { rows } = await sql<{ "QUERY PLAN": string }>`EXPLAIN ${statement}`.execute(tx);
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      });
    for (const statement of [
      sql`SELECT c.note FROM log_checkpoints c WHERE c.size = (SELECT max(size) FROM log_checkpoints)`,
      sql`SELECT size, witness_name, key_id FROM log_cosignatures WHERE size > 5 ORDER BY size DESC LIMIT 500`,
      sql`SELECT size, witness_name, key_id FROM log_cosignatures WHERE size > 5 ORDER BY size ASC LIMIT 500`,
      sql`SELECT max(size) FROM log_cosignatures WHERE witness_name = 'w' AND key_id = 1`,
    ]) {
      const plan = await planOf(statement);
      assert.match(plan, /Index/);
      assert.doesNotMatch(plan, /Seq Scan|Sort/);
    }
  });
});
