import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, type TestContext, test } from "node:test";
import { PoolError, type PoolErrorCode } from "../src/pool-error.ts";
import { createProcessPool, type PoolOptions, type ProcessPool } from "../src/process-pool.ts";
import { task } from "../src/task.ts";
import type * as tasks from "./tasks.ts";

const folder = await mkdtemp(join(tmpdir(), "oneheart-pool-"));
after(() => rm(folder, { recursive: true }));

/** A task of tasks.ts by its name. */
function named<N extends keyof typeof tasks>(name: N) {
  return task<(typeof tasks)[N]>(new URL("tasks.ts", import.meta.url), name);
}

function poolFor(t: TestContext, options: Partial<PoolOptions> = {}): ProcessPool {
  const pool = createProcessPool({ size: 1, memory_mib: 256, timeout_ms: 60_000, start_ms: 120_000, ...options });
  t.after(() => pool.stop());
  return pool;
}

const failsWith = (code: PoolErrorCode) => (error: unknown) => error instanceof PoolError && error.code === code;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

describe("what a task is given and gives", () => {
  test("a task runs in another process, and its result comes back", async (t) => {
    const pool = poolFor(t);
    assert.equal(await pool.run(named("double"), 21), 42);
    assert.notEqual(await pool.run(named("pid"), undefined), process.pid);
    assert.equal(await pool.run(named("length"), new Uint8Array(3_000_000)), 3_000_000);
  });

  test("an error that a task throws is told with its name, code and message, and the worker lives on", async (t) => {
    const pool = poolFor(t);
    const before = await pool.run(named("pid"), undefined);
    await assert.rejects(pool.run(named("throwTyped"), undefined), (error: PoolError) => {
      assert.equal(error.code, "task_threw");
      assert.deepEqual(error.thrown, { name: "RangeError", message: "no such pixel", code: "pixel_missing" });
      return true;
    });
    await assert.rejects(pool.run(named("uncopyable"), undefined), failsWith("task_threw"));
    await assert.rejects(pool.run({ ...named("pid"), name: "absent" }, undefined), failsWith("task_threw"));
    await assert.rejects(pool.run(named("double"), (() => 1) as never), /could not be cloned/);
    assert.equal(await pool.run(named("pid"), undefined), before);
  });

  test("a worker is given none of the server's secrets", async (t) => {
    process.env.MASTER_KEY_OF_TEST = "secret";
    t.after(() => delete process.env.MASTER_KEY_OF_TEST);
    const names = await poolFor(t).run(named("environment"), undefined);
    assert.ok(names.includes("PATH"));
    assert.ok(!names.includes("MASTER_KEY_OF_TEST"));
  });
});

describe("a task that fails takes nothing else with it", () => {
  for (const name of ["hang", "spin"] as const)
    test(`a task that runs too long is killed and its worker replaced: ${name}`, async (t) => {
      const pool = poolFor(t);
      const before = await pool.run(named("pid"), undefined);
      await assert.rejects(pool.run(named(name), undefined, { timeout_ms: 50 }), failsWith("timed_out"));
      await until(() => !isAlive(before));
      assert.notEqual(await pool.run(named("pid"), undefined), before);
    });

  for (const name of ["crash", "exit"] as const)
    test(`a crash rejects its own task only: ${name}`, async (t) => {
      const pool = poolFor(t, { size: 2 });
      const others = [1, 2, 3].map((value) => pool.run(named("double"), value));
      await assert.rejects(pool.run(named(name), undefined), failsWith("crashed"));
      assert.deepEqual(await Promise.all([...others, pool.run(named("double"), 4)]), [2, 4, 6, 8]);
    });

  test("a task that takes too much memory is killed", async (t) => {
    const pool = poolFor(t, { memory_mib: 200 });
    await assert.rejects(pool.run(named("swell"), undefined), failsWith("out_of_memory"));
    await assert.rejects(pool.run(named("fillHeap"), undefined), (error: PoolError) => ["out_of_memory", "crashed"].includes(error.code));
    assert.equal(await pool.run(named("double"), 1), 2);
  });

  test("a broken picture is an error of its task", async (t) => {
    const pool = poolFor(t);
    await assert.rejects(pool.run(named("brokenPicture"), new Uint8Array(100)), failsWith("task_threw"));
    assert.equal(await pool.run(named("picture"), undefined), 3_000_000);
  });
});

describe("queues", () => {
  test("a task that hangs delays nothing in another queue", async (t) => {
    const pool = poolFor(t);
    const path = join(folder, "queues");
    const stuck = assert.rejects(pool.run(named("beginAndHang"), path, { queue: "model:slow" }), failsWith("stopped"));
    await until(() => existsSync(path));
    assert.equal(await pool.run(named("double"), 5), 10);
    assert.equal(await pool.run(named("double"), 6, { queue: "model:quick" }), 12);
    await pool.stop();
    await stuck;
  });

  test("a queue refuses more than may wait", async (t) => {
    const pool = poolFor(t, { queue_max: 1 });
    const path = join(folder, "queue");
    const first = assert.rejects(pool.run(named("beginAndHang"), path), failsWith("stopped"));
    const second = assert.rejects(pool.run(named("double"), 1), failsWith("stopped"));
    await assert.rejects(pool.run(named("double"), 2), failsWith("queue_full"));
    await pool.stop();
    await Promise.all([first, second]);
  });

  test("a queue whose worker keeps breaking takes no tasks for a while, and then tries one again", async (t) => {
    const pool = poolFor(t, { failures_max: 2, open_ms: 300 });
    const queue = "model:broken";
    await assert.rejects(pool.run(named("exit"), undefined, { queue }), failsWith("crashed"));
    const second = assert.rejects(pool.run(named("exit"), undefined, { queue }), failsWith("crashed"));
    await assert.rejects(pool.run(named("double"), 1, { queue }), failsWith("circuit_open"));
    await second;
    assert.equal(await pool.run(named("double"), 1), 2);
    let answer: number | undefined;
    while (answer === undefined)
      answer = await pool.run(named("double"), 1, { queue }).catch((error) => {
        assert.ok(failsWith("circuit_open")(error));
        return undefined;
      });
    assert.equal(answer, 2);
  });

  test("the circuit of the common queue never opens: files that break workers keep no other file from it", async (t) => {
    const pool = poolFor(t, { failures_max: 1 });
    for (let time = 0; time < 3; time += 1) await assert.rejects(pool.run(named("exit"), undefined), failsWith("crashed"));
    assert.equal(await pool.run(named("double"), 1), 2);
  });
});

describe("a pool's life", () => {
  test("a worker starts when it is needed, is used again, and ends when idle", async (t) => {
    const pool = poolFor(t, { size: 4, idle_ms: 200 });
    assert.equal(pool.workers, 0);
    const first = await pool.run(named("pid"), undefined);
    assert.equal(await pool.run(named("pid"), undefined), first);
    assert.equal(pool.workers, 1);
    await until(() => pool.workers === 0);
    await until(() => !isAlive(first));
  });

  test("a signal to the whole group leaves it to the server to end its workers", async (t) => {
    const pool = poolFor(t);
    const before = await pool.run(named("pid"), undefined);
    process.kill(before, "SIGTERM");
    process.kill(before, "SIGINT");
    assert.equal(await pool.run(named("signalled"), undefined), "SIGINT SIGTERM");
    assert.equal(await pool.run(named("pid"), undefined), before);
  });

  test("a stopped pool has no processes and takes no tasks", async (t) => {
    const pool = poolFor(t);
    const worker = await pool.run(named("pid"), undefined);
    await pool.stop();
    assert.ok(!isAlive(worker));
    await assert.rejects(pool.run(named("double"), 1), failsWith("stopped"));
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
