import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, type TestContext, test } from "node:test";
import type { WorkQueue } from "../../src/ports.ts";
import { defer, until } from "../support/temp.ts";

/** The longest wait for a second attempt: back-off and polling. */
const RETRY_MS_MAX = 15_000;

export interface QueueContractOptions {
  skip?: false | string;
  open(): Promise<WorkQueue>;
  /** What `support/work-and-hang.ts` opens the same queue with. */
  address(): string[];
}

/** What every work queue promises. */
export function queueContract(name: string, options: QueueContractOptions): void {
  describe(`work queue on ${name}`, { skip: options.skip, concurrency: true }, () => {
    const open = async (t: TestContext) => {
      const queue = await options.open();
      defer(t, () => queue.close());
      return queue;
    };
    const attempts = { concurrency: 1, attempts: 3 };

    test("a job reaches the worker with its payload and id, also from another process", async (t) => {
      const [sender, worker, name, job_id] = [await open(t), await open(t), `q_${randomUUID()}`, `proof:${randomUUID()}/1`];
      const seen: unknown[] = [];
      await worker.work(name, async (payload, job) => void seen.push(payload, job), attempts);
      await sender.add(name, [{ job_id, payload: { proof_id: "ünï", list: [1, null] } }]);
      await until("the job", () => seen.length > 0);
      assert.deepEqual(seen, [
        { proof_id: "ünï", list: [1, null] },
        { id: job_id, attempt: 1 },
      ]);
    });

    test("the same id while the job waits is one job, in its own queue; when it is done it may come again", async (t) => {
      const [queue, name, other] = [await open(t), `q_${randomUUID()}`, `q_${randomUUID()}`];
      const seen: string[] = [];
      for (const value of ["first", "second"]) await queue.add(name, [{ job_id: "1", payload: { value } }]);
      await queue.add(other, [{ job_id: "1", payload: { value: "other" } }]);
      for (const each of [name, other]) await queue.work(each, async ({ value }) => void seen.push(String(value)), attempts);
      await until("both jobs", () => seen.length >= 2);
      assert.deepEqual(seen.sort(), ["first", "other"]);
      await until("the job to come again", async () => {
        await queue.add(name, [{ job_id: "1", payload: { value: "again" } }]);
        return seen.includes("again");
      });
    });

    test("several are added at once, of which those that wait already are not added again", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      await queue.add(name, [{ job_id: "1", payload: { value: "first" } }]);
      await queue.add(
        name,
        ["1", "2", "3"].map((job_id) => ({ job_id, payload: { value: job_id } })),
      );
      await queue.add(name, []);
      const seen: string[] = [];
      await queue.work(name, async ({ value }) => void seen.push(String(value)), attempts);
      await until("three jobs", () => seen.length >= 3);
      assert.deepEqual(seen.sort(), ["2", "3", "first"]);
    });

    test("a job that fails is tried again later, and its attempts are counted", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      const seen: Array<{ attempt: number; at: number }> = [];
      const handler = async (_: unknown, { attempt }: { attempt: number }) => {
        seen.push({ attempt, at: performance.now() });
        if (attempt < 2) throw new Error("not yet");
      };
      await queue.work(name, handler, attempts);
      await queue.add(name, [{ job_id: "1", payload: {} }]);
      await until("the second attempt", () => seen.length === 2, RETRY_MS_MAX);
      assert.deepEqual(
        seen.map((each) => each.attempt),
        [1, 2],
      );
      assert.ok(seen[1]!.at - seen[0]!.at > 900, "back-off");
    });

    test("onDead hears once of a job whose last attempt failed, and it is not tried again", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      const dead: Array<{ payload: unknown; message: string }> = [];
      let tried = 0;
      const handler = async () => {
        tried++;
        throw new Error(`attempt ${tried} failed`);
      };
      const onDead = async (payload: unknown, error: Error) => void dead.push({ payload, message: error.message });
      await queue.work(name, handler, { concurrency: 1, attempts: 2, onDead });
      await queue.add(name, [{ job_id: "1", payload: { n: 1 } }]);
      await until("the end of the job", () => dead.length > 0, RETRY_MS_MAX);
      assert.deepEqual(dead, [{ payload: { n: 1 }, message: "attempt 2 failed" }]);

      await until("its id to be free", async () => {
        await queue.add(name, [{ job_id: "1", payload: { n: 2 } }]);
        return tried === 3;
      });
      assert.equal(dead.length, 1);
    });

    test("an onDead that fails is called again", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      const calls: unknown[] = [];
      let tried = 0;
      const handler = async () => {
        tried++;
        throw new Error("no");
      };
      const onDead = async (payload: unknown) => {
        calls.push(payload);
        if (calls.length === 1) throw new Error("the dead letter could not be written");
      };
      await queue.work(name, handler, { concurrency: 1, attempts: 1, onDead });
      await queue.add(name, [{ job_id: "1", payload: { n: 1 } }]);
      await until("the second call", () => calls.length === 2, RETRY_MS_MAX);
      assert.deepEqual([calls, tried], [[{ n: 1 }, { n: 1 }], 1]);
    });

    test("as many jobs run at once as were allowed, and no more", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      let [running, most, done] = [0, 0, 0];
      let let_go = () => {};
      const three = new Promise<void>((resolve) => {
        let_go = resolve;
      });
      const handler = async () => {
        running++;
        most = Math.max(most, running);
        if (running === 3) let_go();
        await three;
        running--;
        done++;
      };
      await queue.work(name, handler, { concurrency: 3, attempts: 1 });
      for (let i = 0; i < 9; i++) await queue.add(name, [{ job_id: `j${i}`, payload: {} }]);
      await until("nine jobs", () => done === 9);
      assert.equal(most, 3);
    });

    test("close waits for the job under way, and what waits stays for the next worker", async (t) => {
      const [first, second, name] = [await options.open(), await open(t), `q_${randomUUID()}`];
      const seen: string[] = [];
      let finish = () => {};
      const handler = async (_: unknown, { id }: { id: string }) => {
        seen.push(`${id} began`);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        seen.push(`${id} ended`);
      };
      await first.add(name, [{ job_id: "a", payload: {} }]);
      await first.work(name, handler, attempts);
      await until("the job to begin", () => seen.length === 1);
      await second.add(name, [{ job_id: "b", payload: {} }]);
      const closed = first.close().then(() => seen.push("closed"));
      setImmediate(() => finish());
      await closed;
      assert.deepEqual(seen, ["a began", "a ended", "closed"]);
      await second.work(name, async (_, { id }) => void seen.push(`${id} elsewhere`), attempts);
      await until("the waiting job", () => seen.length === 4);
      assert.equal(seen[3], "b elsewhere");
    });

    test("a job whose process was killed runs again in another, with the next attempt; a live one's is left alone", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      const seen: Array<{ id: string; attempt: number }> = [];
      const [killed, alive] = [await hanging(t, [...options.address(), name]), await hanging(t, [...options.address(), name])];
      for (const job_id of ["x", "y"]) await queue.add(name, [{ job_id, payload: {} }]);
      const [lost] = [await killed.began, await alive.began];
      killed.child.kill("SIGKILL");
      await once(killed.child, "exit");
      await queue.work(name, async (_, job) => void seen.push(job), attempts);
      await until("the lost job", () => seen.length > 0, RETRY_MS_MAX);
      assert.deepEqual(seen, [{ id: lost, attempt: 2 }]);
      assert.equal(alive.child.exitCode, null);
    });

    test("a job that lost its process more often than it may fail is still tried, and then as often as any", async (t) => {
      const [queue, name] = [await open(t), `q_${randomUUID()}`];
      await queue.add(name, [{ job_id: "1", payload: {} }]);
      for (let kill = 0; kill < 3; kill += 1) {
        const { child, began } = await hanging(t, [...options.address(), name]);
        assert.equal(await began, "1");
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      const seen: number[] = [];
      const dead: string[] = [];
      const handler = async (_: unknown, { attempt }: { attempt: number }) => {
        seen.push(attempt);
        throw new Error(`attempt ${attempt} failed`);
      };
      await queue.work(name, handler, { concurrency: 1, attempts: 2, onDead: async (_, error) => void dead.push(error.message) });
      await until("the end of the job", () => dead.length > 0, 2 * RETRY_MS_MAX);
      assert.deepEqual([seen, dead], [[4, 5], ["attempt 5 failed"]]);
    });

    test("ping answers", async (t) => (await open(t)).ping());
  });
}

/** Another process that takes one job and never ends it. */
async function hanging(t: TestContext, args: string[]) {
  const script = join(import.meta.dirname, "../support/work-and-hang.ts");
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  defer(t, () => child.kill("SIGKILL"));
  const [ready, began] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  // A job that waits may be taken before the process says that it is ready.
  createInterface(child.stdout!).on("line", (line) => (line === "ready" ? ready.resolve() : began.resolve(line)));
  await ready.promise;
  return { child, began: began.promise };
}
