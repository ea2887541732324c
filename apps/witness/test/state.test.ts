import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { StartError, startWitness } from "@oneheart/witness";
import { createWitness, createWitnessServer, openState } from "@oneheart/witness/internals";
import { loadSettings } from "../src/settings.ts";
import { growingLog } from "./support/growing-log.ts";
import { environment, NOW_S, post, runWitness, stateFolder } from "./support/witness.ts";

const log = growingLog(400);
const settingsOf = (folder: string) => loadSettings(environment(folder), () => NOW_S);

/** The program itself; answers where it listens. */
async function spawnWitness(folder: string): Promise<{ process: ChildProcess; url: string; exited: Promise<unknown> }> {
  const main = join(import.meta.dirname, "../src/main.ts");
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...environment(folder) }, stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  for await (const line of createInterface(child.stdout)) {
    const url = /listens at (\S+)$/.exec(line)?.[1];
    if (url) return { process: child, url, exited };
  }
  throw new Error("it ended without listening");
}

test("killed in the midst of requests and started again, it goes on from no less than it answered", async (t) => {
  const folder = await stateFolder(t);
  let cosigned = 0;
  for (let round = 0; round < 3; round += 1) {
    const witness = await spawnWitness(folder);
    const [, known] = [await post(witness.url, await log.request(399, 400)), await post(witness.url, await log.request(399, 400))];
    assert.deepEqual([known.status, known.type], [409, "text/x.tlog.size"]);
    let size = Number(known.text);
    assert.ok(size >= cosigned, `${size} after ${cosigned} was answered`);
    const enough = size + 10;
    for (let killing = false; ; ) {
      const answer = await post(witness.url, await log.request(size, size + 1)).catch(() => undefined);
      if (answer?.status !== 200) break;
      cosigned = size += 1;
      if (size >= enough && !killing) killing = witness.process.kill("SIGKILL");
    }
    await witness.exited;
  }
  assert.ok(cosigned >= 30);
});

test("stops by itself when it is asked to, and lets another one go on", async (t) => {
  const folder = await stateFolder(t);
  const first = await spawnWitness(folder);
  await post(first.url, await log.request(0, 3));
  first.process.kill("SIGTERM");
  assert.equal(await first.exited, 0);
  const { add } = await runWitness(t, folder);
  assert.equal((await add(await log.request(3, 4))).status, 200);
});

test("stops although somebody holds a connection without a word", { timeout: 60_000 }, async (t) => {
  const witness = await startWitness(settingsOf(await stateFolder(t)));
  const { hostname, port } = new URL(witness.url);
  const silent = connect(Number(port), hostname);
  await once(silent, "connect");
  const closed = once(silent, "close");
  await witness.stop();
  await closed;
});

test("a second witness on one state does not start", async (t) => {
  const folder = await stateFolder(t);
  await runWitness(t, folder);
  await assert.rejects(startWitness(settingsOf(folder)), (error) => error instanceof StartError && /another witness/.test(error.message));
});

test("what could not be stored is not cosigned, and is asked for again", async (t) => {
  const folder = await stateFolder(t);
  const state = await openState(join(folder, "state.json"));
  const { signer, logs } = settingsOf(folder);
  const server = createWitnessServer(createWitness({ signer, logs, state }));
  t.after(() => server.close());
  const url = await server.listen({ port: 0 });
  await mkdir(join(folder, "state.json.new"));
  const failed = await post(url, await log.request(0, 3));
  assert.deepEqual([failed.status, failed.text], [500, "internal error\n"]);
  assert.equal(state.last("example.org/log"), undefined);
});

test("a state that is not one is refused and left as it is", async (t) => {
  const folder = await stateFolder(t);
  const path = join(folder, "state.json");
  const note = JSON.stringify(await log.checkpoint(3));
  for (const text of [
    "",
    "{}",
    '{"version":1,"checkpoints":{"example.org/log":"x"}}',
    `{"version":1,"checkpoints":{"example.org/other":${note}}}`,
  ]) {
    await writeFile(path, text);
    await assert.rejects(startWitness(settingsOf(folder)), (error) => error instanceof StartError && /WITNESS_STATE/.test(error.message));
    assert.equal(await readFile(path, "utf8"), text);
  }
  await assert.rejects(openState(folder), StartError);
});

test("a folder that is not there, and a port that is taken, are said in one line", async (t) => {
  const folder = await stateFolder(t);
  const { url } = await runWitness(t, folder);
  const taken = { ...settingsOf(folder), state: join(folder, "other.json"), port: Number(new URL(url).port) };
  await assert.rejects(startWitness(taken), (error) => error instanceof StartError && /PORT/.test(error.message));
  await assert.rejects(startWitness({ ...taken, state: join(folder, "no/state.json") }), StartError);
  await assert.rejects(startWitness({ ...taken, port: 0, state: "x".repeat(200) }), StartError);
});
