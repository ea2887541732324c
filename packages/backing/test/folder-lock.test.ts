import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { FolderInUse } from "../src/errors.ts";
import { layoutOf } from "../src/postgres/layout.ts";
import { lockFolder } from "../src/postgres/lock.ts";
import { identify } from "../src/postgres/processes.ts";
import { temporaryFolder } from "./support/temp.ts";

const ROUNDS = 40;
const STARTERS = 8;

test("of many starters at once exactly one gets the folder, whether it is new, was released or was left by a dead process", async (t) => {
  const gone = JSON.stringify({ ...(await identify(process.pid)), started: "an earlier boot:1" });
  for (let round = 0; round < ROUNDS; round++) {
    const layout = layoutOf(await temporaryFolder(t));
    if (round % 3 > 0) {
      await mkdir(layout.lock);
      await writeFile(join(layout.lock, "3"), round % 3 === 1 ? gone : "released");
    }
    const starts = await Promise.allSettled(Array.from({ length: STARTERS }, () => lockFolder(layout)));
    assert.equal(starts.filter((start) => start.status === "fulfilled").length, 1, `round ${round}`);
    for (const start of starts) if (start.status === "rejected") assert.ok(start.reason instanceof FolderInUse, String(start.reason));
  }
});

test("a released folder can be taken again", async (t) => {
  const layout = layoutOf(await temporaryFolder(t));
  for (let round = 0; round < 3; round++) await (await lockFolder(layout)).release();
  const held = await lockFolder(layout);
  await assert.rejects(lockFolder(layout), { name: "FolderInUse", code: "folder_in_use", message: /this process already/ });
  await held.release();
});
