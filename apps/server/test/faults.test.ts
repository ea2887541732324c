import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, readFile, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { ApiError, impactContract, mapContract, proofContract } from "@oneheart/contracts";
import { logIn, openProgramme, type Person, questReaches, register, until } from "@oneheart/testing";
import { adminPassword, type Child, copyStartedData, handIn, removeData, spawnServer } from "./harness.ts";
import { png } from "./png.ts";

describe("a fault in the middle of the main job", () => {
  let dir: string;
  let child: Child | undefined;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "oneheart-faults-"));
  });
  afterEach(async () => {
    await child?.end("SIGKILL");
  });
  after(() => removeData(dir));

  /** What a client does with a 503: it asks again. Everything else is an error. */
  const unlessUnavailable = (error: unknown): undefined => {
    if (!(error instanceof ApiError && error.status === 503)) throw error;
  };
  const ledgerOf = async (person: Person) => (await person.call(impactContract.operations.listLedger, { player_id: person.id })).items;

  it("by kill -9 between hand-in and reward still rewards, exactly once, after the restart", async () => {
    const environment = { DATA_DIR: await copyStartedData(join(dir, "killed")), PORT: "0" };
    child = await spawnServer(environment);
    const programme = await openProgramme(child.url, adminPassword);
    const names = Array.from({ length: 4 }, (_, index) => `hurt_${index}`);
    const people = await Promise.all(names.map((name) => register(child!.url, name)));
    const handedIn = await Promise.all(people.map((person) => handIn(person, programme)));
    await child.end("SIGKILL");

    child = await spawnServer(environment);
    for (const [index, name] of names.entries()) {
      const person = await logIn(child.url, name, "a walk through the old town");
      const quest = await questReaches(person, handedIn[index]!.questId, "completed");
      const entries = await ledgerOf(person);
      assert.deepEqual(
        entries.map(({ xp_delta }) => xp_delta),
        [quest.reward_xp],
      );
    }
  });

  it("by a restart of PostgreSQL is answered with 503 at worst, and loses nothing", async () => {
    const postgres = join(dir, "restarted");
    let server = await startEmbeddedPostgres({ dir: postgres });
    child = await spawnServer({ DATA_DIR: join(dir, "client"), DATABASE_URL: server.url, PORT: "0" });
    const programme = await openProgramme(child.url, adminPassword);
    const person = await register(child.url, "survivor");
    const { questId } = await handIn(person, programme);
    await server.stop();
    const away = await person.call(impactContract.operations.listLedger, {}).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(away instanceof ApiError && away.status === 503, String(away));
    server = await startEmbeddedPostgres({ dir: postgres });
    try {
      await until(
        async () => (await fetch(`${child!.url}/ready`)).status,
        (status) => status === 200,
        "the server to be ready again",
      );
      await questReaches(person, questId, "completed");
      assert.equal((await ledgerOf(person)).length, 1);
      await logIn(child.url, "admin", adminPassword);
    } finally {
      await child.end("SIGTERM");
      await server.stop();
    }
  });

  it("by killing the embedded PostgreSQL ten times under load loses nothing that was acknowledged, and fills no log", async () => {
    const data = await copyStartedData(join(dir, "ten"));
    child = await spawnServer({ DATA_DIR: data, PORT: "0" });
    const { admin } = await openProgramme(child.url, adminPassword);
    const made: string[] = [];
    let stopped = false;
    const load = async () => {
      while (!stopped) {
        const at = { location_lat: 1, location_lng: 1, radius_km: 1 };
        const zone = { zone_type: "urban", name: `Zone ${made.length}`, ...at, allow_duplicate: true };
        const answer = await admin.call(mapContract.operations.createZone, zone).catch((error: unknown) => error);
        if (answer instanceof Error) assert.ok(!(answer instanceof ApiError) || answer.status === 503, String(answer));
        else made.push((answer as { id: string }).id);
      }
    };
    const loads = Promise.all([load(), load(), load()]);
    // Between two of them there is no file, or an empty one.
    const postmaster = async () => Number.parseInt(await readFile(join(data, "postgres/data/postmaster.pid"), "utf8").catch(() => ""), 10);
    const started = performance.now();
    try {
      let killed = 0;
      for (let kills = 0; kills < 10; kills++) {
        // Another one than the last, and one that writes: children of a killed one may end their work.
        killed = await until(postmaster, (pid) => pid > 0 && pid !== killed, "another PostgreSQL");
        const before = made.length;
        await until(
          async () => made.length,
          (count) => count > before + 3,
          "writes between two kills",
        );
        process.kill(killed, "SIGKILL");
      }
      // A child of the one killed last can still answer that all is ready.
      await until(postmaster, (pid) => pid > 0 && pid !== killed, "PostgreSQL after the last kill");
      await until(
        async () => (await fetch(`${child!.url}/ready`)).status,
        (status) => status === 200,
        "the server to be ready again",
      );
    } catch (error) {
      throw new Error(`the server said:\n${child.output()}`, { cause: error });
    } finally {
      stopped = true;
    }
    await loads;
    for (const id of made) {
      await until(
        () => admin.call(mapContract.operations.getZone, { id }).catch(unlessUnavailable),
        (zone) => zone?.id === id,
        `zone ${id}, which was acknowledged`,
      );
    }
    // An entry each: what the queue's library prints by itself when a look for jobs fails has a stack of some lines. Each of the work
    // queues says once an outage that it waits, and each round of the clock that it is tried again.
    const lines = child
      .output()
      .split("\n")
      .filter((line) => /^(\{"level"|Trace:)/.test(line)).length;
    const minutes = (performance.now() - started) / 60_000;
    assert.ok(lines < 180 + 40 * minutes, `${lines} lines in ${minutes.toFixed(1)} minutes:\n${child.output()}`);
    assert.equal(await child.end("SIGTERM"), 0);
  });

  it("that leaves the embedded PostgreSQL beyond repair ends the process with a code and one line", async () => {
    const data = await copyStartedData(join(dir, "damaged"));
    child = await spawnServer({ DATA_DIR: data, PORT: "0" });
    const exit = once(child.process, "exit");
    const pid = Number((await readFile(join(data, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);
    await truncate(join(data, "postgres/data/global/pg_control"), 100);
    process.kill(pid, "SIGKILL");
    assert.equal((await exit)[0], 1);
    assert.match(child.output(), /cannot be started again .*restore a backup/);
  });

  it("of one player does not stop the others: a poisoned file waits for a person", async () => {
    child = await spawnServer({ DATA_DIR: await copyStartedData(join(dir, "poison")), PORT: "0" });
    const programme = await openProgramme(child.url, adminPassword);
    const person = await register(child.url, "unlucky");
    // A PNG whose structure is sound and whose lines name a filter that does not exist: it is taken in, and no decoder can read it.
    const bytes = png(800, 600, deflateSync(Buffer.alloc(600 * (1 + 800 * 3), 0xff)));
    const { questId, proofId } = await person.doQuest(programme.missionId, { ...programme.photographs[0]!, bytes, capturedAt: new Date() });
    const other = await register(child.url, "lucky");
    const second = await handIn(other, programme);
    await questReaches(other, second.questId, "completed");
    await until(
      () => person.call(proofContract.operations.getProof, { id: proofId }),
      ({ status }) => status === "in_review",
      "the proof to be in review",
    );
    await questReaches(person, questId, "submitted");
  });
});
