import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { formatAddCheckpoint, parseProof, TlogError, verifyProof } from "@oneheart/tlog";
import { sql } from "kysely";
import { ledgerLog } from "../../src/index.ts";
import { WitnessError } from "../../src/log/witness/error.ts";
import {
  clientsOfTests,
  cosigner,
  cosignersOf,
  freePort,
  keysOf,
  LOG,
  NOW_S,
  runImpostor,
  runWitness,
  startWitnessedLog,
  until,
  type WitnessedLog,
} from "./witnessing.ts";

describe("witnesses", () => {
  let log: WitnessedLog;
  before(async () => {
    log = await startWitnessedLog();
  });
  const run = clientsOfTests();
  after(() => log.end());

  it("cosign each checkpoint as the log grows; the published checkpoint and receipts carry what they said, and verify offline", async (t) => {
    const witnesses = await Promise.all([1, 2, 3].map((n) => runWitness(t, n)));
    await log.seal();
    run(log, witnesses);
    for (const count of [3, 300, 1]) {
      const ids = await log.grow(count);
      await until(log.isCosigned(witnesses));
      const { note } = await log.newest();
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
      ids = await log.grow(2);
      await until(log.isCosigned([alive]));
    }
    assert.deepEqual(cosignersOf((await log.newest()).note, [alive, dead]), ["witness.example/w11"]);
    assert.deepEqual(await ledgerLog.witnessLag(log.db, keysOf([alive, dead])), [0, (await log.newest()).size]);
    await until(() => errors.length >= 3);
    assert.ok(errors.every((error) => error instanceof WitnessError && error.code === "witness_unreachable" && /w12/.test(error.message)));

    // A quorum that is not there keeps no receipt from anybody.
    assert.ok(await ledgerLog.receipt(log.db, ids[0]!, { witnesses: keysOf([alive, dead]), quorum: 2 }));
    await runWitness(t, 12, { port });
    await until(log.isCosigned([alive, dead]));
    assert.equal(cosignersOf((await log.newest()).note, [alive, dead]).length, 2);
  });

  it("one that never answers delays nobody when the others are a quorum", async (t) => {
    const asked = Promise.withResolvers<void>();
    const silent = await runImpostor(t, 22, () => asked.resolve());
    const alive = await runWitness(t, 21);
    run(log, [alive, silent], { quorum: 1 });
    await log.grow(1);
    await asked.promise;
    for (let round = 0; round < 4; round += 1) {
      await log.grow(1);
      await until(log.isCosigned([alive]));
    }
    assert.deepEqual(cosignersOf((await log.newest()).note, [alive, silent]), ["witness.example/w21"]);
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
    const [id] = await log.grow(1);
    run(log, [fast, slow]);
    await until(log.isCosigned([fast]));
    for (let round = 0; round < 3; round += 1) await log.grow(1);
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
    await log.grow(5);
    const submit = async (oldSize: number) => {
      const checkpoint = await log.newest();
      const proof = await ledgerLog.consistencyProof(log.db, oldSize, checkpoint);
      const body = formatAddCheckpoint({ oldSize, proof, checkpoint: checkpoint.note });
      assert.equal((await fetch(`${witness.url}/add-checkpoint`, { method: "POST", body })).status, 200);
    };
    // Anybody may submit what is published, so the answer may have gone to somebody else.
    await submit(0);
    run(log, [witness]);
    await until(log.isCosigned([witness]));
    await log.grow(4);
    await until(log.isCosigned([witness]));
    assert.equal(cosignersOf((await log.newest()).note, [witness]).length, 1);
  });

  it("of several clients one works, and another takes over when it is gone", async (t) => {
    const witness = await runWitness(t, 71);
    for (const client of [1, 2, 3].map(() => run(log, [witness]))) {
      await log.grow(1);
      await until(log.isCosigned([witness]));
      const { rows } = await sql`
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(log.db);
      assert.equal(rows.length, 1);
      await client.stop();
    }
  });
});
