import { join } from "node:path";
import type { Database } from "@oneheart/kernel";
import { checkpointAt, continuingBundles, continuingTiles, LedgerLogError, ledgerLog, type StoredCheckpoint } from "@oneheart/ledger";
import { decodeEntries, parseCheckpoint, parseNote, TILE_WIDTH, TlogError, verifyConsistency } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { lookingAt } from "../installation.ts";
import { verifySnapshot } from "../verify/snapshot.ts";
import { createFolder, type FolderWriter } from "./folder-writer.ts";
import { SnapshotError, snapshotFiles } from "./layout.ts";
import { formatManifest } from "./manifest.ts";
import { findPrevious, type PreviousSnapshot } from "./previous.ts";
import { csvHeader, csvLines, jsonLine } from "./rows.ts";

export interface SnapshotOptions {
  /** Folder of all snapshots. */
  out: string;
  /** UTC day, `YYYY-MM-DD`. */
  day: string;
  /** Keys of the log, newest first; they are written into the snapshot. */
  verifierKeys: readonly string[];
  onProgress?: (entries: number, of: number) => void;
}

export interface WrittenSnapshot {
  folder: string;
  size: number;
  previous_size: number;
  files: number;
}

/**
 * Writes the newest checkpoint of a day and everything by which its log continues the snapshot before. The folder gets its
 * name when it is whole and was verified. Throws `SnapshotError` when there is nothing to write or the log was altered.
 */
export async function writeSnapshot(db: Database, options: SnapshotOptions): Promise<WrittenSnapshot> {
  const { out, day, verifierKeys } = options;
  const previous = await findPrevious(out, day, verifierKeys);
  const folder = await createFolder(out);
  try {
    const checkpoint = await lookingAt(db, async (tx) => {
      const newest = await checkpointAt(tx, endOf(day));
      if (newest === undefined) throw new SnapshotError(`There is no checkpoint of ${day} or before: nothing was sealed yet.`);
      await writeProof(tx, folder, previous, newest);
      await writeTree(tx, folder, previous?.size ?? 0, newest.size, options.onProgress);
      return newest;
    });
    const { size, note } = checkpoint;
    const previous_size = previous?.size ?? 0;
    await folder.add(snapshotFiles.checkpoint, note);
    if (verifierKeys.length > 0) await folder.add(snapshotFiles.key, `${verifierKeys.join("\n")}\n`);
    const files = [...folder.files].sort((a, b) => (a.path < b.path ? -1 : 1));
    const { origin } = parseCheckpoint(parseNote(note).text);
    await folder.add(snapshotFiles.manifest, formatManifest({ day, origin, size, previous_size, files }));
    await requireVerified(folder.path, verifierKeys);
    await folder.finish(day);
    return { folder: join(out, day), size, previous_size, files: files.length };
  } catch (error) {
    await folder.discard();
    if (error instanceof LedgerLogError || error instanceof TlogError)
      throw new SnapshotError(`The log cannot be copied: ${error.message}`, { cause: error });
    throw error;
  }
}

function endOf(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
}

/** Shows that the log only grew since the snapshot before. */
async function writeProof(
  tx: Database,
  folder: FolderWriter,
  previous: PreviousSnapshot | undefined,
  newest: StoredCheckpoint,
): Promise<void> {
  if (previous === undefined) return;
  try {
    const proof = previous.size === 0 ? [] : await ledgerLog.consistencyProof(tx, previous.size, newest);
    if (previous.size > 0) verifyConsistency(previous, newest, proof, nodeHasher);
    await folder.add(snapshotFiles.previous, previous.note);
    await folder.add(snapshotFiles.proof, proof.map((hash) => `${Buffer.from(hash).toString("base64")}\n`).join(""));
  } catch (error) {
    if (!(error instanceof TlogError) && !(error instanceof LedgerLogError)) throw error;
    const message = `the log of ${newest.size} entries does not continue the snapshot of ${previous.day} with ${previous.size}: ${error.message}`;
    throw new SnapshotError(message, { cause: error });
  }
}

async function writeTree(
  tx: Database,
  folder: FolderWriter,
  from: number,
  size: number,
  onProgress: SnapshotOptions["onProgress"],
): Promise<void> {
  for await (const { path, data } of continuingTiles(tx, from, size)) await folder.add(path, data);
  const csv = await folder.addText(snapshotFiles.csv);
  const lines = await folder.addText(snapshotFiles.jsonLines);
  await csv.write(csvHeader);
  for await (const { path, place, data } of continuingBundles(tx, from, size)) {
    await folder.add(path, data);
    for (const [at, entry] of decodeEntries(data, place.width, path).entries()) {
      const index = place.index * TILE_WIDTH + at;
      if (index < from) continue;
      await csv.write(csvLines(index, entry));
      await lines.write(jsonLine(index, entry));
    }
    onProgress?.(place.index * TILE_WIDTH + place.width - from, size - from);
  }
  await csv.end();
  await lines.end();
}

async function requireVerified(path: string, verifierKeys: readonly string[]): Promise<void> {
  if (verifierKeys.length === 0) return;
  const { findings } = await verifySnapshot(path, { verifierKeys });
  if (findings.length > 0) throw new SnapshotError(`The log is not what was signed: ${findings.join("; ")}`);
}
