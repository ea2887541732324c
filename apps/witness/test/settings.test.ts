import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { createSigner, ED25519, formatSignerKey, formatVerifierKey, parseVerifierKey } from "@oneheart/tlog";
import { StartError } from "@oneheart/witness";
import { newKey } from "../src/new-key.ts";
import { loadSettings } from "../src/settings.ts";
import { logSigner } from "./support/growing-log.ts";
import { signer_key, stateFolder, verifier } from "./support/witness.ts";

const load = (environment: Record<string, string>) => loadSettings(environment, () => 0);
const logKey = formatVerifierKey(logSigner.verifier);

/** What is said about settings that cannot be used. */
function problemsOf(environment: Record<string, string>): string[] {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof StartError) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

test("names every problem at once, and never the key", () => {
  const problems = problemsOf({ WITNESS_KEY: `${signer_key}x`, WITNESS_LOGS: "nonsense", PORT: "http" });
  assert.deepEqual(
    problems.map((problem) => problem.trim().split(":")[0]),
    ["PORT", "WITNESS_KEY", "WITNESS_LOGS"],
  );
  assert.ok(!problems.join().includes(signer_key.slice(-20)));
});

test("refuses keys of the wrong kind, none, two sources of one, and a name that is not the key's", () => {
  const right = { WITNESS_KEY: signer_key, WITNESS_LOGS: logKey };
  assert.deepEqual(problemsOf(right), []);
  const each: Array<Record<string, string>> = [
    { WITNESS_KEY: "" },
    { WITNESS_KEY_FILE: "x" },
    { WITNESS_KEY: "", WITNESS_KEY_FILE: "/no/such/file" },
    { WITNESS_KEY: formatSignerKey("example.org/log", new Uint8Array(32), ED25519) },
    { WITNESS_NAME: "witness.example/other" },
    { WITNESS_LOGS: "" },
    { WITNESS_LOGS: formatVerifierKey(verifier) },
    { PORT: "99999" },
  ];
  for (const wrong of each) assert.equal(problemsOf({ ...right, ...wrong }).length, 1, JSON.stringify(Object.keys(wrong)));
});

test("takes the key from a file, and several logs with several keys", async (t) => {
  const file = join(await stateFolder(t), "key");
  await writeFile(file, `${signer_key}\n`);
  const [newer, other] = [createSigner("example.org/log", new Uint8Array(32).fill(2)), createSigner("example.org/b", new Uint8Array(32))];
  const keys = [newer, logSigner, other, other].map((signer) => formatVerifierKey(signer.verifier));
  const { signer, logs } = load({ WITNESS_KEY_FILE: file, WITNESS_LOGS: `${keys[0]}, ${keys[1]}\n${keys[2]} ${keys[3]}` });
  assert.equal(signer.name, "witness.example/w1");
  assert.deepEqual(
    [...logs].map(([origin, verifiers]) => [origin, verifiers.length]),
    [
      ["example.org/log", 2],
      ["example.org/b", 1],
    ],
  );
});

test("a new key is a pair that fits, and a new one each time", async () => {
  const main = join(import.meta.dirname, "../src/main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [main, "--new-key", "witness.example/w9"]);
  const [, secret, , , shown] = stdout.split("\n") as [string, string, string, string, string];
  const { signer } = load({ WITNESS_KEY: secret, WITNESS_LOGS: logKey });
  assert.equal(parseVerifierKey(shown).keyId, signer.keyId);
  assert.notEqual(newKey("w").signer_key, newKey("w").signer_key);
  for (const name of [undefined, "two words", "a+b"]) assert.throws(() => newKey(name), StartError);
});
