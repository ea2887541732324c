import assert from "node:assert/strict";
import { mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { removeLeftCopies, withLocalCopy } from "../src/local-copy.ts";

const objects = { read: async () => Readable.from([Buffer.from("evidence")]) };
const isThere = (path: string) => stat(path).then(Boolean, () => false);

test("a copy is gone after the work, also when it fails", async () => {
  let copy = "";
  await assert.rejects(
    withLocalCopy(objects, "key", async (path) => {
      copy = path;
      assert.equal((await stat(path)).mode & 0o777, 0o600);
      throw new Error("no");
    }),
    /no/,
  );
  assert.equal(await isThere(join(copy, "..")), false);
});

test("what a killed process left is removed, and what is in use is not", async (t) => {
  const left = await mkdtemp(join(tmpdir(), "oneheart-evidence-"));
  const used = await mkdtemp(join(tmpdir(), "oneheart-evidence-"));
  t.after(() => Promise.all([left, used].map((folder) => rm(folder, { recursive: true, force: true }))));
  const before = new Date(Date.now() - 2 * 3_600_000);
  await utimes(left, before, before);
  await removeLeftCopies();
  assert.deepEqual([await isThere(left), await isThere(used)], [false, true]);
});
