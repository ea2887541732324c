import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { impactContract } from "@oneheart/contracts";
import { type BytesAnswer, loadSettings, StartError } from "@oneheart/kernel";
import {
  createCosigner,
  createSigner,
  ED25519,
  formatSignerKey,
  formatVerifierKey,
  openCheckpoint,
  parseProof,
  verifyProof,
} from "@oneheart/tlog";
import { startWitness } from "@oneheart/witness";
import { impactSettings } from "../src/settings.ts";
import { witnessingOf } from "../src/workflows/log/witnesses.ts";
import { bootProgramme } from "./support/programme.ts";

const ORIGIN = "example.org/log";
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const [newer, older] = [createSigner(ORIGIN, seed(2)), createSigner(ORIGIN, seed(1))];
const cosigner = (n: number) => createCosigner(`witness.example/w${n}`, seed(100 + n), () => 1_760_000_000);
const lineOf = (n: number, url: string) => `${formatVerifierKey(cosigner(n).verifier)} ${url}`;
const textOf = (answer: unknown) => String((answer as BytesAnswer).body);

async function runWitness(n: number) {
  const folder = await mkdtemp(join(tmpdir(), "witness-"));
  const settings = { signer: cosigner(n), logs: new Map([[ORIGIN, [older.verifier]]]), state: join(folder, "state"), host: "127.0.0.1" };
  const witness = await startWitness({ ...settings, port: 0 });
  after(async () => {
    await witness.stop();
    await rm(folder, { recursive: true });
  });
  return witness.url;
}

test("an award's receipt has a quorum of cosignatures, under either key while keys change; the lag is measured", async () => {
  const urls = [await runWitness(1), await runWitness(2)];
  const programme = await bootProgramme({
    LEDGER_SIGNING_KEY: `${formatSignerKey(ORIGIN, seed(2), ED25519)},${formatSignerKey(ORIGIN, seed(1), ED25519)}`,
    LEDGER_WITNESSES: `${lineOf(1, urls[0]!)}\n${lineOf(2, urls[1]!)},${lineOf(3, "http://127.0.0.1:9")}`,
  });
  const { app } = programme;
  after(() => app.stop());
  const { logKey, listLedger, receipt, logCheckpoint } = impactContract.operations;
  const { action_id } = await programme.verify();
  await app.settled();
  const [entry] = (await app.call(listLedger, { action_id }, { as: app.player() })).items;
  const witnesses = [1, 2, 3].map((n) => cosigner(n).verifier);

  const read = () => app.call(receipt, { id: entry!.id }).then(textOf, () => undefined);
  const countOf = (note: string) => openCheckpoint(note, { log: [newer.verifier], witnesses }).cosignatures.length;
  let proof = await read();
  while (proof === undefined || countOf(parseProof(proof).checkpoint) < 2) {
    await new Promise(setImmediate);
    proof = await read();
  }
  for (const { verifier } of [newer, older])
    assert.equal(verifyProof(proof, parseProof(proof).extra!, { log: [verifier], witnesses, quorum: 2 }).index, 0);
  assert.equal(countOf(textOf(await app.call(logCheckpoint, {}))), 2);
  assert.deepEqual(textOf(await app.call(logKey, {})).split("\n"), [
    formatVerifierKey(newer.verifier),
    formatVerifierKey(older.verifier),
    "",
  ]);

  const metrics = await app.kernel.metrics.registry.metrics();
  for (const [n, lag] of [0, 0, 1].entries())
    assert.ok(metrics.includes(`oneheart_log_cosigned_lag_entries{witness="witness.example/w${n + 1}"} ${lag}\n`), metrics);
});

test("witnesses are read from the settings; more than half of them are a quorum unless it is set", () => {
  const of = (environment: Record<string, string>) => witnessingOf(loadSettings(environment, [impactSettings]).of(impactSettings));
  const three = [1, 2, 3].map((n) => lineOf(n, `https://w${n}.example/path/`)).join(",\n");
  assert.equal(of({}), undefined);
  assert.equal(of({ LEDGER_WITNESSES: "" }), undefined);
  assert.equal(of({ LEDGER_WITNESSES: three })!.quorum, 2);
  assert.equal(of({ LEDGER_WITNESSES: three, LEDGER_WITNESS_QUORUM: "3" })!.quorum, 3);
  assert.deepEqual(
    of({ LEDGER_WITNESSES: three })!.asked.map(({ url }) => url),
    [1, 2, 3].map((n) => `https://w${n}.example/path/`),
  );
});

test("witnesses that cannot be are refused, all of them at once", () => {
  const refused = (environment: Record<string, string>) => {
    try {
      witnessingOf(loadSettings(environment, [impactSettings]).of(impactSettings));
    } catch (error) {
      if (error instanceof StartError) return error.message.split("\n").length;
      throw error;
    }
    return 0;
  };
  const one = lineOf(1, "https://w1.example");
  assert.equal(refused({ LEDGER_WITNESSES: one }), 0);
  assert.equal(refused({ LEDGER_WITNESSES: one, LEDGER_WITNESS_QUORUM: "2" }), 1);
  assert.equal(refused({ LEDGER_WITNESSES: `${one},${one}` }), 1);
  assert.equal(refused({ LEDGER_WITNESSES: `${formatVerifierKey(older.verifier)} https://w.example` }), 1);
  assert.equal(refused({ LEDGER_WITNESSES: `x https://w.example,${one} more,${lineOf(2, "ftp://w2.example")}` }), 3);
});
