import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ModelError } from "../errors.ts";

/** Models beyond this size are not loaded: they would not fit into a worker. */
const modelBytesMax = 512 * 2 ** 20;

/** Refuses a model's file that is not what the manifest names, without holding it in memory. Throws `ModelError`. */
export async function checkModelFile(path: string, sha256: string): Promise<void> {
  await checkSize(path);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  compare(hash.digest("hex"), sha256);
}

/** The bytes of a model's file: those that were hashed. Throws `ModelError`. */
export async function readModelFile(path: string, sha256: string): Promise<Uint8Array> {
  await checkSize(path);
  const bytes = await readFile(path);
  compare(createHash("sha256").update(bytes).digest("hex"), sha256);
  return bytes;
}

async function checkSize(path: string): Promise<void> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ModelError("file_missing", error.code, { cause: error });
  });
  if (!file.isFile()) throw new ModelError("file_missing", "it is not a file");
  if (file.size > modelBytesMax) throw new ModelError("file_too_large", `${file.size} bytes, at most ${modelBytesMax}`);
}

function compare(found: string, expected: string): void {
  if (found !== expected) throw new ModelError("hash_mismatch", `${found}, the manifest says ${expected}`);
}
