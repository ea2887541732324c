import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { COSIGNATURE_V1, createSigner, ED25519, formatSignerKey, formatVerifierKey } from "@oneheart/tlog";
import { LogKeyError, type LogKeySettings, type LogKeySources, readLogKeys } from "../../src/index.ts";

const ORIGIN = "example.org/log";
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const secret = (fill: number, origin = ORIGIN) => formatSignerKey(origin, seed(fill), ED25519);
const shown = (fill: number, origin = ORIGIN) => formatVerifierKey(createSigner(origin, seed(fill)).verifier);
const never: LogKeySources = { deriveSeed: () => assert.fail("no seed is needed"), readVault: () => assert.fail("Vault is not asked") };
const derived: LogKeySources = { ...never, deriveSeed: () => seed(9) };
const vaultWith = (text: string): LogKeySources => ({ ...never, readVault: async () => text });

test("without settings the key follows from the seed, under the origin given or the usual one", async () => {
  const usual = await readLogKeys({}, derived);
  assert.equal(usual.origin, "oneheart.local/ledger");
  assert.deepEqual(usual.signing_keys, [shown(9, "oneheart.local/ledger")]);
  assert.deepEqual((await readLogKeys({ LEDGER_ORIGIN: ORIGIN }, derived)).all_keys, [shown(9)]);
});

test("the first key given is the current one, the others still sign, and give the log its name", async () => {
  const keys = await readLogKeys({ LEDGER_SIGNING_KEY: `${secret(2)}\n  ${secret(1)},${secret(3)}` }, never);
  assert.equal(keys.origin, ORIGIN);
  assert.deepEqual(keys.signing_keys, [shown(2), shown(1), shown(3)]);
  assert.equal(formatVerifierKey(keys.signer.verifier), shown(2));
  assert.equal(keys.earlierSigners.length, 2);
});

test("the derived key can be one of them, so that it can be replaced", async () => {
  const { signing_keys } = await readLogKeys({ LEDGER_SIGNING_KEY: `${secret(2)} derived` }, derived);
  assert.deepEqual(signing_keys, [shown(2), shown(9)]);
});

test("keys are read from a file just as well", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "keys-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "key");
  await writeFile(file, `${secret(2)}\n${secret(1)}\n`);
  assert.deepEqual((await readLogKeys({ LEDGER_SIGNING_KEY_FILE: file }, never)).signing_keys, [shown(2), shown(1)]);
  await writeFile(file, "\n");
  await assert.rejects(readLogKeys({ LEDGER_SIGNING_KEY_FILE: file }, never), LogKeyError);
});

test("and from Vault, which is asked only when a setting names the place, and whose own refusal is passed on", async () => {
  const settings = { LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key" };
  const { origin, signing_keys } = await readLogKeys(settings, vaultWith(`${secret(2)} ${secret(1)}\n`));
  assert.deepEqual([origin, signing_keys], [ORIGIN, [shown(2), shown(1)]]);
  assert.deepEqual((await readLogKeys(settings, { ...derived, readVault: async () => `${secret(2)},derived` })).signing_keys, [
    shown(2),
    shown(9),
  ]);
  const refusal = new Error("sealed");
  await assert.rejects(readLogKeys(settings, { ...never, readVault: () => Promise.reject(refusal) }), refusal);
});

test("retired keys verify what they signed, and do not sign", async () => {
  const keys = await readLogKeys({ LEDGER_SIGNING_KEY: secret(2), LEDGER_RETIRED_KEYS: `${shown(1)}, ${shown(2)}` }, never);
  assert.deepEqual(keys.signing_keys, [shown(2)]);
  assert.deepEqual(keys.all_keys, [shown(2), shown(1)]);
});

test("what no log can have is refused by the setting's name, without showing a key", async () => {
  const refused: [string, LogKeySettings][] = [
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: `${secret(1)}x` }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: "nonsense" }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: secret(1), LEDGER_ORIGIN: "example.org/other" }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: `${secret(1)} ${secret(2, "example.org/other")}` }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: `${secret(1)} ${secret(1)}` }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: formatSignerKey(ORIGIN, seed(1), COSIGNATURE_V1) }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: secret(1), LEDGER_SIGNING_KEY_FILE: "x" }],
    ["LEDGER_SIGNING_KEY", { LEDGER_SIGNING_KEY: secret(1), LEDGER_SIGNING_KEY_VAULT: "x/data/x#x" }],
    ["LEDGER_SIGNING_KEY_FILE", { LEDGER_SIGNING_KEY_FILE: "x", LEDGER_SIGNING_KEY_VAULT: "x/data/x#x" }],
    ["LEDGER_SIGNING_KEY_VAULT", { LEDGER_SIGNING_KEY_VAULT: "x/data/x#x" }],
    ["LEDGER_SIGNING_KEY_FILE", { LEDGER_SIGNING_KEY_FILE: "/no/such/file" }],
    ["LEDGER_RETIRED_KEYS", { LEDGER_SIGNING_KEY: secret(1), LEDGER_RETIRED_KEYS: "nonsense" }],
    ["LEDGER_RETIRED_KEYS", { LEDGER_SIGNING_KEY: secret(1), LEDGER_RETIRED_KEYS: shown(2, "example.org/other") }],
    ["LEDGER_ORIGIN", { LEDGER_ORIGIN: "has a space" }],
  ];
  for (const [setting, settings] of refused) {
    await assert.rejects(
      readLogKeys(settings, { ...derived, readVault: async () => `${secret(1)}x` }),
      (error: Error) => error instanceof LogKeyError && error.message.startsWith(setting) && !error.message.includes(secret(1).slice(-20)),
      JSON.stringify(settings),
    );
  }
});
