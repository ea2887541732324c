import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createCosigner, createSigner, formatVerifierKey, openCheckpoint, openCosignatures, parseNote, signBy } from "@oneheart/tlog";
import { startWitness } from "@oneheart/witness";
import { createWitness, createWitnessServer, openState } from "@oneheart/witness/internals";
import { loadSettings } from "../src/settings.ts";
import { growingLog, logSigner } from "./support/growing-log.ts";
import { type Answer, environment, NOW_S, post, runWitness, stateFolder, verifier } from "./support/witness.ts";

const log = growingLog(40);
const conflict = (size: number): Answer => ({ status: 409, type: "text/x.tlog.size", text: `${size}\n` });

test("cosigns a log from nothing on, as it grows, and the same tree again; what it says verifies", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  for (const [old, size] of [
    [0, 0],
    [0, 5],
    [5, 5],
    [5, 8],
    [8, 40],
  ] as const) {
    const { status, text } = await add(await log.request(old, size));
    assert.equal(status, 200, text);
    const opened = openCheckpoint((await log.checkpoint(size)) + text, { log: [logSigner.verifier], witnesses: [verifier], quorum: 1 });
    assert.deepEqual(opened.cosignatures, [{ name: verifier.name, keyId: verifier.keyId, timestampSeconds: NOW_S }]);
  }
});

test("says from which size it goes on when the log thinks otherwise", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  assert.deepEqual(await add(await log.request(3, 5)), conflict(0));
  await add(await log.request(0, 20));
  for (const [old, size] of [
    [0, 30],
    [19, 30],
    [21, 30],
    [0, 20],
  ] as const)
    assert.deepEqual(await add(await log.request(old, size)), conflict(20));
});

test("refuses to go back, by whatever old size", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  await add(await log.request(0, 20));
  assert.equal((await add(await log.request(20, 10))).status, 400);
  assert.deepEqual(await add(await log.request(0, 10)), conflict(20));
  assert.deepEqual(await add(await log.request(10, 10)), conflict(20));
  assert.equal((await add(await log.request(20, 21))).status, 200);
});

test("refuses a fork, of the same size and of a larger one, however it is proven", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  await add(await log.request(0, 20));
  const fork = growingLog(40, "false", { shared: 19 });
  const same = await add(await fork.request(20, 20));
  assert.deepEqual([same.status, same.type], [409, "text/plain; charset=utf-8"]);
  assert.equal((await add(await fork.request(20, 30))).status, 422);
  assert.equal((await add(await fork.request(20, 30, { proof: [] }))).status, 422);
  assert.equal((await add(await log.request(20, 30, { proof: [new Uint8Array(32)] }))).status, 422);
  assert.equal((await add(await log.request(20, 30))).status, 200);
});

test("keeps as evidence what the log itself contradicts, once; a stranger's wrong proof is none", async (t) => {
  const lines: string[] = [];
  const settings = loadSettings(environment(await stateFolder(t)), () => NOW_S);
  const witness = createWitness({ signer: settings.signer, logs: settings.logs, state: await openState(settings.state) });
  const app = createWitnessServer(witness, { log: { stream: { write: (line) => void lines.push(line) } } });
  t.after(() => app.close());
  const add = async (payload: string) => (await app.inject({ method: "POST", url: "/add-checkpoint", payload })).statusCode;
  assert.equal(await add(await log.request(0, 20)), 200);
  for (let count = 0; count < 5; count++)
    assert.equal(await add(await log.request(20, 30, { proof: [new Uint8Array(32).fill(count)] })), 422);
  const evidence = () => lines.filter((line) => line.includes("contradicts itself"));
  assert.deepEqual(evidence(), []);
  const fork = growingLog(40, "false", { shared: 19 });
  for (let count = 0; count < 5; count++) assert.equal(await add(await fork.request(20, 20)), 409);
  assert.equal(evidence().length, 1);
});

test("a log's key may have another name than the log, where the settings say so", async (t) => {
  const key = createSigner("key.example/2026", new Uint8Array(32).fill(5));
  const named = growingLog(5, "true", { signers: [key] });
  const own = environment(await stateFolder(t));
  const running = await startWitness(
    loadSettings({ ...own, WITNESS_LOGS: `example.org/log=${formatVerifierKey(key.verifier)}` }, () => NOW_S),
  );
  t.after(running.stop);
  assert.equal((await post(running.url, await named.request(0, 5))).status, 200);
});

test("answers nobody but the log: unknown logs, unknown keys and wrong signatures", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  const checkpoint = await log.checkpoint(5);
  const elsewhere = await log.request(0, 5, { checkpoint: checkpoint.replace("example.org/log", "example.org/other") });
  assert.equal((await add(elsewhere)).status, 404);
  const stranger = growingLog(5, "true", { signers: [createSigner("example.org/log", new Uint8Array(32).fill(9))] });
  assert.equal((await add(await stranger.request(0, 5))).status, 403);
  const altered = await log.request(0, 5, { checkpoint: checkpoint.replace("\n5\n", "\n6\n") });
  assert.equal((await add(altered)).status, 403);
  const cosigner = growingLog(5, "true", { signers: [createCosigner("example.org/log", new Uint8Array(32).fill(1), () => NOW_S)] });
  assert.equal((await add(await cosigner.request(0, 5))).status, 403);
});

test("signatures by keys that it does not know do no harm", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  const other = createSigner("example.org/log", new Uint8Array(32).fill(9));
  assert.equal((await add(await growingLog(5, "true", { signers: [other, logSigner] }).request(0, 5))).status, 200);
});

test("refuses what is no request, and what is too long", async (t) => {
  const { add, url } = await runWitness(t, await stateFolder(t));
  const whole = await log.request(0, 5);
  for (const body of ["", "hello", "old 0\n\nexample.org/log\n5\n", whole.replace("old 0", "old 00"), whole.replaceAll("\n", "\r\n")])
    assert.equal((await add(body)).status, 400, body);
  assert.equal((await post(url, Uint8Array.of(0xff, 0xfe))).status, 400);
  assert.equal((await add(`${whole}${"x".repeat(200_000)}`)).status, 413);
  assert.equal((await fetch(`${url}/add-checkpoint`)).status, 404);
});

test("of two requests at once that go on from one size, one is cosigned", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  for (let size = 0; size < 36; size += 4) {
    const tos = [1, 2, 3, 4].map((step) => size + step);
    const answers = await Promise.all(tos.map(async (to) => ({ to, ...(await add(await log.request(size, to))) })));
    const [cosigned, ...more] = answers.filter(({ status }) => status === 200);
    assert.ok(cosigned);
    assert.deepEqual(more, []);
    for (const { status, text } of answers) if (status !== 200) assert.deepEqual([status, text], [409, `${cosigned.to}\n`]);
    if (cosigned.to !== size + 4) assert.equal((await add(await log.request(cosigned.to, size + 4))).status, 200);
  }
});

test("what it answered is in the state file before the answer, whoever asks at once", async (t) => {
  const folder = await stateFolder(t);
  const { add } = await runWitness(t, folder);
  for (let size = 0; size < 20; size += 1) {
    await add(await log.request(size, size + 1));
    const { checkpoints } = JSON.parse(await readFile(join(folder, "state.json"), "utf8"));
    assert.match(checkpoints["example.org/log"], new RegExp(`^example.org/log\n${size + 1}\n`));
  }
});

test("while the log's key changes, one known key is enough", async (t) => {
  const { add } = await runWitness(t, await stateFolder(t));
  const newer = createSigner("example.org/log", new Uint8Array(32).fill(2));
  const overlap = growingLog(9, "true", { signers: [newer, logSigner] });
  const { status, text } = await add(await overlap.request(0, 9));
  assert.equal(status, 200);
  const { text: signed } = parseNote(await overlap.checkpoint(9));
  assert.equal(openCosignatures(text, signed, [verifier]).length, 1);
  assert.notEqual(signBy(newer, signed).keyId, logSigner.keyId);
});

test("shows its key, how far it has come, and what it answered", async (t) => {
  const { add, url } = await runWitness(t, await stateFolder(t));
  await add(await log.request(0, 7));
  await add(await log.request(0, 9));
  const read = async (path: string) => (await fetch(url + path)).text();
  assert.match(await read("/"), /^witness witness\.example\/w1\n\nwitness\.example\/w1\+[0-9a-f]{8}\+\S+\n\n.*\nexample\.org\/log 7\n/);
  assert.equal(await read("/health"), "ok\n");
  const metrics = await read("/metrics");
  assert.match(metrics, /witness_requests_total\{status="200"\} 1\nwitness_requests_total\{status="409"\} 1\n/);
  assert.match(metrics, /witness_log_size\{origin="example.org\/log"\} 7\n/);
});
