import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, opendir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { BackingError, ObjectNotFound, systemCode } from "../errors.ts";
import type { Objects } from "../ports.ts";
import { checkKey, checkRange, rangeInvalid } from "./keys.ts";
import { createLinks } from "./links.ts";

/** An upload that a crash left behind is removed when it is this old: another process may still be writing a younger one. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;
const PROBE_BYTES = 64 * 1024;

export interface FileObjectsOptions {
  root: string;
  link_secret: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Objects as files: the bytes under `files/`, the content type under `types/`, uploads under `incoming/`.
 * A file is moved to its place when it is whole and on the disk.
 */
export async function openFileObjects({ root, link_secret, now }: FileObjectsOptions): Promise<Objects> {
  const links = createLinks(link_secret, now);
  const incoming = join(root, "incoming");
  const fileOf = (key: string) => join(root, "files", checkKey(key));
  const typeOf = (key: string) => join(root, "types", checkKey(key));
  await mkdir(incoming, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new BackingError("folder_unwritable", `${root} cannot be written (${systemCode(error)}): change its owner or mode.`, {
      cause: error,
    });
  });
  await removeAbandoned(incoming);

  async function read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    checkRange(key, range);
    const file = await open(fileOf(key)).catch((error: unknown) => {
      throw isAbsent(error) ? new ObjectNotFound(key) : error;
    });
    const found = await file.stat();
    if (found.isFile() && (range === undefined || range.start < found.size)) return file.createReadStream(range);
    await file.close();
    throw found.isFile() ? rangeInvalid(key) : new ObjectNotFound(key);
  }

  return {
    read,
    async put(key, body, { content_type }) {
      const target = fileOf(key);
      const temporary = join(incoming, randomUUID());
      const type = join(incoming, randomUUID());
      try {
        const source = body instanceof Uint8Array ? Readable.from([body]) : body;
        await pipeline(source, createWriteStream(temporary, { flags: "wx", mode: 0o600, flush: true }));
        await writeFile(type, content_type, { mode: 0o600 });
        await moveInto(type, typeOf(key));
        await moveInto(temporary, target);
      } catch (error) {
        await Promise.all([rm(temporary, { force: true }), rm(type, { force: true })]);
        throw putError(key, error);
      }
    },
    bytes: async (key) => buffer(await read(key)),
    async head(key) {
      try {
        const found = await stat(fileOf(key));
        return found.isFile() ? { size_bytes: found.size, content_type: await readFile(typeOf(key), "utf8") } : undefined;
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    async delete(key) {
      for (const path of [fileOf(key), typeOf(key)]) {
        await rm(path).catch((error: unknown) => {
          if (!isAbsent(error)) throw error;
        });
      }
    },
    async *keys() {
      for await (const path of filesBelow(join(root, "files"), "")) yield path;
    },
    signedUrl: async (key, options) => links.sign(checkKey(key), options),
    verifySignedPath: (key, query) => links.verify(key, query),
    async ping() {
      // Written, because a full disk may be entered.
      const probe = join(incoming, `probe-${randomUUID()}`);
      await writeFile(probe, Buffer.alloc(PROBE_BYTES, 1), { mode: 0o600 }).finally(() => rm(probe, { force: true }));
    },
    async close() {},
  };
}

async function* filesBelow(folder: string, prefix: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  for await (const entry of entries) {
    if (entry.isDirectory()) yield* filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`);
    else yield `${prefix}${entry.name}`;
  }
}

async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  const folder = await open(dirname(to));
  await folder.sync().finally(() => folder.close());
}

async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const found = await stat(join(incoming, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(join(incoming, name), { force: true });
  }
}

/** In a file system a key cannot also be the folder of another. */
function putError(key: string, error: unknown): unknown {
  const code = systemCode(error) ?? "";
  if (["ENOTDIR", "EEXIST", "EISDIR", "ENOTEMPTY"].includes(code)) {
    return new BackingError("key_invalid", `${JSON.stringify(key)} is also the beginning of another object's key.`, { cause: error });
  }
  if (code === "ENOSPC") return new BackingError("disk_full", `The disk is full: ${JSON.stringify(key)} was not stored.`, { cause: error });
  return error;
}

function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "EISDIR"].includes(systemCode(error) ?? "");
}
