import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ApiError, mapContract } from "@oneheart/contracts";
import { openProgramme, type Person, type Programme, register, until } from "@oneheart/testing";
import { adminPassword, type Child, handIn, removeData, spawnServer } from "./harness.ts";

/** A disk of its own in a mount namespace of its own: it goes with the last process that sees it. */
const onDiskOf = (size: string, dir: string) => [
  "unshare",
  "--mount",
  "sh",
  "-c",
  `mount -t tmpfs -o size=${size},mode=0755 tmpfs "${dir}" && exec "$@"`,
  "sh",
];
const canMount = spawnSync("unshare", ["--mount", "sh", "-c", 'mount -t tmpfs tmpfs "$0"', tmpdir()]).status === 0;
const skip = canMount ? false : "NOT TESTED: a small disk needs root and the right to mount";

describe("a full disk", { skip }, () => {
  let dir: string;
  let child: Child;
  let programme: Programme;
  let person: Person;
  const made: string[] = [];
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "oneheart-full-"));
    child = await spawnServer({ DATA_DIR: join(dir, "data"), PORT: "0" }, onDiskOf("400m", dir));
    programme = await openProgramme(child.url, adminPassword);
    person = await register(child.url, "early_bird");
  });
  after(async () => {
    await child?.end("SIGKILL");
    await removeData(dir);
  });

  /** The disk as the server sees it. */
  const onDisk = (name: string) => `/proc/${child.process.pid}/root${join(dir, name)}`;
  async function fill(): Promise<void> {
    const file = await open(onDisk("fill"), "w");
    const block = Buffer.alloc(1 << 20, 1);
    try {
      for (let size = block.length; size > 512; ) {
        const { bytesWritten } = await file.write(block, 0, size).catch(() => ({ bytesWritten: 0 }));
        if (bytesWritten < size) size >>= 1;
      }
    } finally {
      await file.close();
    }
  }
  /** Makes a zone; answers the status. */
  async function write(): Promise<number> {
    const zone = { zone_type: "urban", name: `Zone ${made.length} ${"x".repeat(200)}`, location_lat: 1, location_lng: 1, radius_km: 1 };
    try {
      made.push((await programme.admin.call(mapContract.operations.createZone, zone)).id);
      return 201;
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      assert.deepEqual([error.status, error.code], [503, "unavailable"]);
      return 503;
    }
  }
  const ready = async () => (await fetch(`${child.url}/ready`)).status;

  it("is told as such: 503 to who writes, not ready, a line a minute; and it is over when there is room", async () => {
    assert.equal(await write(), 201);
    await fill();
    await until(write, (status) => status === 503, "a write to find no room");
    await until(ready, (status) => status === 503, "the server not to be ready");
    assert.equal((await fetch(`${child.url}/health`)).status, 200);
    const from = child.output().length;
    const started = performance.now();
    for (let times = 0; times < 200; times += 1) await write();
    await assert.rejects(handIn(person, programme), (error) => error instanceof ApiError && error.status === 503);
    assert.equal(await ready(), 503);
    const minutes = Math.ceil((performance.now() - started) / 60_000);
    const lines = child
      .output()
      .slice(from)
      .split("\n")
      .filter((line) => line.startsWith("{"));
    assert.ok(lines.length < 20 * minutes, `${lines.length} lines in ${minutes} minutes`);

    await rm(onDisk("fill"));
    await until(ready, (status) => status === 200, "the server to be ready again");
    assert.equal(await write(), 201);
    for (const id of made) assert.equal((await programme.admin.call(mapContract.operations.getZone, { id })).id, id);
    assert.equal(await child.end("SIGTERM"), 0);
  });
});
