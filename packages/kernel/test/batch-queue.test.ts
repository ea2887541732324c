import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { createBatchQueue } from "../src/batch-queue.ts";

/** A queue whose batches end when the test says so. */
function openQueue() {
  const batches: Array<{ members: string[]; end: PromiseWithResolvers<void> }> = [];
  const queue = createBatchQueue(async (members: string[]) => {
    const end = Promise.withResolvers<void>();
    batches.push({ members, end });
    await end.promise;
    return members.map((member) => `done ${member}`);
  });
  const put = (item: string, { conflicts = [] as string[], locks = [] as string[] } = {}) => queue.run(item, { conflicts, locks });
  return { put, started: () => batches.map(({ members }) => members.join(" ")), end: (index: number) => batches[index]!.end.resolve() };
}

describe("a queue of batches", () => {
  it("takes those who come in one turn together, and answers each its own", async () => {
    const { put, started, end } = openQueue();
    const answers = Promise.all([put("a"), put("b"), put("c")]);
    await turn();
    assert.deepEqual(started(), ["a b c"]);
    end(0);
    assert.deepEqual(await answers, ["done a", "done b", "done c"]);
  });

  it("never makes two with one conflict key members of one batch", async () => {
    const { put, started } = openQueue();
    void put("a1", { conflicts: ["a"] });
    void put("a2", { conflicts: ["a"] });
    void put("b1", { conflicts: ["b"] });
    await turn();
    await turn();
    assert.deepEqual(started(), ["a1 b1", "a2"]);
  });

  it("keeps running batches apart by what they lock, and lets nobody pass an earlier one with the same lock", async () => {
    const { put, started, end } = openQueue();
    void put("ann to bob", { locks: ["ann", "bob"] });
    await turn();
    void put("bob to cat", { locks: ["bob", "cat"] });
    void put("cat to dan", { locks: ["cat", "dan"] });
    void put("eve to fay", { locks: ["eve", "fay"] });
    await turn();
    assert.deepEqual(started(), ["ann to bob", "eve to fay"]);
    end(0);
    await turn();
    await turn();
    assert.deepEqual(started(), ["ann to bob", "eve to fay", "bob to cat cat to dan"]);
  });

  it("lets a whole batch go that waits for what others lock", async () => {
    const { put, started } = openQueue();
    void put("first", { locks: ["hot"] });
    await turn();
    for (let index = 0; index < 160; index += 1) void put(String(index), { locks: ["hot"] });
    await turn();
    assert.deepEqual(
      started().map((members) => members.split(" ").length),
      [1, 160],
    );
  });

  it("narrows a failure down to the member that causes it", async () => {
    const tried: string[] = [];
    const queue = createBatchQueue(async (members: string[]) => {
      tried.push(members.join(" "));
      if (members.includes("bad")) throw new Error("bad");
      return members;
    });
    const ends = await Promise.allSettled(["a", "b", "bad", "c"].map((item) => queue.run(item, { conflicts: [], locks: [] })));
    assert.deepEqual(
      ends.map(({ status }) => status),
      ["fulfilled", "fulfilled", "rejected", "fulfilled"],
    );
    assert.deepEqual(tried, ["a b bad c", "a b", "bad c", "bad", "c"]);
  });
});
