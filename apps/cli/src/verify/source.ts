import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LogReader, parseNote, TlogError, urlLogReader } from "@oneheart/tlog";
import { folderLogReader } from "@oneheart/tlog/node";
import { UsageError } from "../arguments.ts";
import { snapshotFiles } from "../snapshot/layout.ts";

/** Where a log is, and how it is read. */
export interface LogSource {
  kind: "snapshot" | "folder" | "url";
  /** The folder, or the URL with a slash at its end. */
  place: string;
  reader: LogReader;
  /** The keys that the log says are its own; undefined when it says none. */
  ownKeys(): Promise<string | undefined>;
}

const KEY_BYTES_MAX = 16_384;
const TIMEOUT_MS = 30_000;

/** Finds the log that an argument names: a folder, a server's base URL, or the log's own URL. Throws `UsageError` where there is none. */
export async function findSource(argument: string): Promise<LogSource> {
  return /^https?:\/\//i.test(argument) ? urlSource(argument) : folderSource(argument);
}

function folderSource(folder: string): LogSource {
  if (!existsSync(join(folder, snapshotFiles.checkpoint)) && !existsSync(join(folder, snapshotFiles.manifest)))
    throw new UsageError(`${folder}: there is no checkpoint in it, so it is neither a snapshot nor a log.`);
  return {
    kind: existsSync(join(folder, snapshotFiles.manifest)) ? "snapshot" : "folder",
    place: folder,
    reader: folderLogReader(folder),
    ownKeys: () => readFile(join(folder, snapshotFiles.key), "utf8").catch(() => undefined),
  };
}

async function urlSource(argument: string): Promise<LogSource> {
  if (!URL.canParse(argument)) throw new UsageError(`${argument}: not a URL.`);
  const base = argument.replace(/[?#].*$/s, "").replace(/\/*$/, "/");
  let endless: TlogError | undefined;
  for (const place of [base, `${base}api/impact/log/`]) {
    const reader = urlLogReader(place);
    const found = await checkpointAt(reader);
    if (found === true) return { kind: "url", place, reader, ownKeys: () => readKeys(`${place}key`) };
    if (found !== false) endless = found;
  }
  // A page of many bytes at one of the places is no log; without a log at the other it is told as what it is.
  if (endless !== undefined) throw endless;
  throw new UsageError(`${argument}: there is no log, neither there nor under /api/impact/log/ (or nothing is sealed yet).`);
}

/**
 * A server may answer any path with a page of its own, which is no note. A server that does not answer is another matter, and so
 * is an answer that does not end: that is answered.
 */
async function checkpointAt(reader: LogReader): Promise<boolean | TlogError> {
  try {
    parseNote(await reader.readCheckpoint());
    return true;
  } catch (error) {
    if (error instanceof TlogError && error.code === "resource_too_large") return error;
    if (error instanceof TlogError && error.code !== "resource_unreadable") return false;
    throw error;
  }
}

async function readKeys(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  if (response?.ok !== true || response.body === null) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > KEY_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
