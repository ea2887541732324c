import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openCheckpoint, parseCheckpoint, parseNote, parseVerifierKey, TlogError, type TreeHead } from "@oneheart/tlog";
import { DAY, SnapshotError, snapshotFiles } from "./layout.ts";

/** The snapshot that a new one continues. */
export interface PreviousSnapshot extends TreeHead {
  day: string;
  note: string;
}

/** The newest snapshot in a folder; undefined when there is none. Throws `SnapshotError` when it is not older than `day`. */
export async function findPrevious(folder: string, day: string, verifierKeys: readonly string[]): Promise<PreviousSnapshot | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const newest = names
    .filter((name) => DAY.test(name))
    .sort()
    .at(-1);
  if (newest === undefined) return undefined;
  if (newest === day) throw new SnapshotError(`${join(folder, day)} is there already. A published snapshot stays as it is.`);
  if (newest > day) throw new SnapshotError(`${join(folder, newest)} is newer than ${day}: each snapshot continues the one before.`);
  const note = await readFile(join(folder, newest, snapshotFiles.checkpoint), "utf8");
  return { day: newest, note, ...openedHead(note, verifierKeys, `${newest}/${snapshotFiles.checkpoint}`) };
}

/** Size and root of a signed checkpoint; without keys its signatures are not checked. Throws `SnapshotError`. */
export function openedHead(note: string, verifierKeys: readonly string[], what: string): TreeHead {
  try {
    const isUnchecked = verifierKeys.length === 0;
    const { size, rootHash } = isUnchecked
      ? parseCheckpoint(parseNote(note).text)
      : openCheckpoint(note, { log: verifierKeys.map(parseVerifierKey) });
    return { size, rootHash };
  } catch (error) {
    if (error instanceof TlogError) throw new SnapshotError(`${what}: ${error.message}`, { cause: error });
    throw error;
  }
}
