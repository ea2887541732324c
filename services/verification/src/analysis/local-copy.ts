import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BaseContext } from "@oneheart/kernel";

type Objects = BaseContext["backing"]["objects"];

/** Lets work read a stored object as a file of this machine, which is gone afterwards. */
export async function withLocalCopy<T>(objects: Objects, key: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "oneheart-evidence-"));
  try {
    const path = join(folder, "evidence");
    await pipeline(await objects.read(key), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
