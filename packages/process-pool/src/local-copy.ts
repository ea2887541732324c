import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Where stored objects are read from. */
interface Objects {
  read(key: string): Promise<Readable>;
}

const prefix = "oneheart-evidence-";
/** No analysis takes so long. */
const left_ms = 3_600_000;

/** Lets work read a stored object as a file of this machine, which is gone afterwards. */
export async function withLocalCopy<T>(objects: Objects, key: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  try {
    const path = join(folder, "evidence");
    await pipeline(await objects.read(key), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes copies that a process left which was killed. The clock is the file system's, so `now_ms` is the real time. */
export async function removeLeftCopies(now_ms = Date.now()): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && now_ms - found.mtimeMs > left_ms) await rm(folder, { recursive: true, force: true });
  }
}
