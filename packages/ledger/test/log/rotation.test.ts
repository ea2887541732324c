import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  createSigner,
  formatVerifierKey,
  openCheckpoint,
  parseNote,
  parseProof,
  parseVerifierKey,
  type Signer,
  TlogError,
  verifyLog,
  verifyProof,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import { ledgerLog } from "../../src/index.ts";
import { sealBatch } from "../../src/log/sequencer.ts";
import { START } from "../scenario.ts";
import { clientOf, type LogScenario, SIGNER as OLD, ORIGIN, startLog } from "./sealing.ts";
import { runClient, runWitness, until } from "./witnessing.ts";

const NEW = createSigner(ORIGIN, new Uint8Array(32).fill(8));
const keyOf = (signer: Signer) => formatVerifierKey(signer.verifier);

describe("a change of the signing key", () => {
  let log: LogScenario;
  let ids: string[];
  before(async () => {
    log = await startLog();
    ids = await log.mintMany(5);
    await log.sealAll();
  });
  after(() => log.end());

  const seal = (signer: Signer, ...earlierSigners: Signer[]) =>
    sealBatch({ db: log.db, origin: ORIGIN, signer, earlierSigners, now: () => START });
  const note = async () => (await ledgerLog.checkpoint(log.db))!.note;
  const rows = async () => (await sql`SELECT FROM log_checkpoints`.execute(log.db)).rows.length;

  /** Who can verify checkpoint, receipt and the whole log knowing one key only. */
  async function whoVerifies(): Promise<string[]> {
    const receipt = (await ledgerLog.receipt(log.db, ids[0]!))!;
    const known: string[] = [];
    for (const [name, signer] of [
      ["old", OLD],
      ["new", NEW],
    ] as const) {
      const verifiers = [parseVerifierKey(keyOf(signer))];
      try {
        openCheckpoint(await note(), { log: verifiers });
        verifyProof(receipt, parseProof(receipt).extra!, { log: verifiers });
        await verifyLog(clientOf(log.db), { verifierKey: keyOf(signer), hasher: nodeHasher });
        known.push(name);
      } catch (error) {
        assert.ok(error instanceof TlogError, String(error));
      }
    }
    return known;
  }

  async function auditCodes(...signers: Signer[]): Promise<string[]> {
    const codes: string[] = [];
    await log.db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (tx) => {
        for await (const step of ledgerLog.audit(tx, { verifierKeys: signers.map(keyOf), now: START }))
          codes.push(...step.findings.map(({ code, ref }) => `${code} ${ref}`));
      });
    return codes;
  }

  it("takes effect at once, and while both keys sign a client that knows either one verifies everything", async () => {
    assert.deepEqual(await whoVerifies(), ["old"]);
    await seal(NEW, OLD);
    assert.deepEqual(await whoVerifies(), ["old", "new"]);
    assert.deepEqual(
      parseNote(await note()).signatures.map(({ keyId }) => keyId),
      [NEW.keyId, OLD.keyId],
    );
    ids.push(...(await log.mintMany(3)));
    await seal(NEW, OLD);
    assert.deepEqual(await whoVerifies(), ["old", "new"]);
  });

  it("processes of before and after it side by side sign no tree over and over, and take no signature away", async () => {
    ids.push(...(await log.mintMany(1)));
    await seal(OLD);
    await seal(NEW, OLD);
    const count = await rows();
    for (let round = 0; round < 3; round += 1) {
      await seal(OLD);
      await seal(NEW, OLD);
    }
    assert.equal(await rows(), count);
    assert.deepEqual(await whoVerifies(), ["old", "new"]);
  });

  it("is no matter for a witness that knows only the key of before, until the overlap ends", async (t) => {
    const witness = await runWitness(t, 1, { logKeys: [OLD.verifier] });
    const client = runClient(log, [witness]);
    await until(async () => (await ledgerLog.witnessLag(log.db, [witness.verifier]))[0] === 0);
    await client.stop();
    const { cosignatures } = openCheckpoint(await note(), { log: [NEW.verifier], witnesses: [witness.verifier], quorum: 1 });
    assert.equal(cosignatures.length, 1);
  });

  it("ends when the key of before no longer signs; what it signed stays right for whoever has its verifier key", async () => {
    ids.push(...(await log.mintMany(2)));
    await seal(NEW);
    assert.deepEqual(await whoVerifies(), ["new"]);
    assert.deepEqual(await auditCodes(NEW, OLD), []);
    assert.deepEqual(await auditCodes(NEW), ["checkpoint_unsigned checkpoint 5", "checkpoint_unsigned checkpoint 9"]);
  });
});
