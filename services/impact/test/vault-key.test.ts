import assert from "node:assert/strict";
import { test } from "node:test";
import { impactContract } from "@oneheart/contracts";
import { type BytesAnswer, createVault, loadSettings, StartError } from "@oneheart/kernel";
import { startTestVault } from "@oneheart/testing";
import { createSigner, ED25519, formatSignerKey, formatVerifierKey, openCheckpoint, parseProof, verifyProof } from "@oneheart/tlog";
import { impactSettings } from "../src/settings.ts";
import { logKeys } from "../src/workflows/log/signing.ts";
import { bootProgramme } from "./support/programme.ts";

const ORIGIN = "example.org/vault-log";
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const secret = (fill: number) => formatSignerKey(ORIGIN, seed(fill), ED25519);
const verifier = (fill: number) => createSigner(ORIGIN, seed(fill)).verifier;

const textOf = (answer: unknown) => String((answer as BytesAnswer).body);

test("a log is signed with the keys that Vault holds, the new and the old while they change, and Vault is asked once", async (t) => {
  const vault = await startTestVault({ "secret/data/oneheart/ledger": { signing_key: `${secret(2)}\n${secret(1)}` } });
  t.after(() => vault.stop());
  const programme = await bootProgramme({ ...vault.settings, LEDGER_SIGNING_KEY_VAULT: "secret/data/oneheart/ledger#signing_key" });
  const { app } = programme;
  t.after(() => app.stop());
  const { logKey, listLedger, receipt, logCheckpoint } = impactContract.operations;
  const { action_id } = await programme.verify();
  await app.settled();
  const [entry] = (await app.call(listLedger, { action_id }, { as: app.player() })).items;

  const read = () => app.call(receipt, { id: entry!.id }).then(textOf, () => undefined);
  let proof = await read();
  while (proof === undefined) {
    await new Promise(setImmediate);
    proof = await read();
  }
  for (const fill of [1, 2]) assert.equal(verifyProof(proof, parseProof(proof).extra!, { log: [verifier(fill)] }).index, 0);
  assert.throws(() => verifyProof(proof, parseProof(proof).extra!, { log: [verifier(3)] }));
  const note = textOf(await app.call(logCheckpoint, {}));
  assert.equal(openCheckpoint(note, { log: [verifier(2)] }).origin, ORIGIN);

  const shown = [2, 1].map((fill) => formatVerifierKey(verifier(fill)));
  assert.equal(textOf(await app.call(logKey, {})), `${shown.join("\n")}\n`);
  assert.equal(vault.asked.length, 1);
});

test("a start is refused when Vault refuses, and when what it holds is no key of this log, without showing it", async (t) => {
  const vault = await startTestVault({ "secret/data/log": { key: secret(2), other: `${secret(2)}x` } });
  t.after(() => vault.stop());
  const of = (change: Record<string, string>) => {
    const environment = { ...vault.settings, LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key", ...change };
    const settings = loadSettings(environment, [impactSettings]).of(impactSettings);
    return logKeys(settings, { derive: () => assert.fail("no key is derived instead") } as never);
  };
  assert.equal((await of({})).origin, ORIGIN);
  for (const change of [
    { VAULT_TOKEN: "hvs.another" },
    { LEDGER_SIGNING_KEY_VAULT: "secret/data/log#other" },
    { LEDGER_SIGNING_KEY_VAULT: "secret/data/log#none" },
    { LEDGER_ORIGIN: "example.org/other" },
  ] as Record<string, string>[]) {
    await assert.rejects(of(change), (error: Error) => {
      const says = error.message;
      return error instanceof StartError && says.startsWith("LEDGER_SIGNING_KEY_VAULT: ") && !says.includes(secret(2).slice(-20));
    });
  }
});

test("a start that failed at a sealed Vault works once it is unsealed", async (t) => {
  const hashicorp = await startTestVault({ "secret/data/log": { key: secret(2) } });
  t.after(() => hashicorp.stop());
  const environment = { ...hashicorp.settings, LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key" };
  const settings = loadSettings(environment, [impactSettings]).of(impactSettings);
  const read = () => logKeys(settings, createVault(Buffer.alloc(32)));
  hashicorp.sealed = true;
  await assert.rejects(read(), /answered 503/);
  hashicorp.sealed = false;
  assert.equal((await read()).origin, ORIGIN);
});
