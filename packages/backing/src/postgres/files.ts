import { randomUUID } from "node:crypto";
import { chown, lchown, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BackingError, systemCode } from "../errors.ts";
import type { Layout } from "./layout.ts";

/** Creates the folders and proves that they can be written. */
export async function prepareFolders(layout: Layout): Promise<void> {
  await asFolderErrors(layout.dir, async () => {
    // Not 0700: PostgreSQL may have to run as another user, who must be able to pass through.
    await mkdir(layout.dir, { recursive: true });
    for (const folder of new Set([layout.run, layout.socket])) await mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(layout.dir, `.probe-${randomUUID()}`);
    await writeFile(probe, "x");
    await rm(probe);
  });
  await refuseForeignSocketFolder(layout);
}

/** A predictable name in the shared temp folder may have been taken by somebody else, who would then receive the password. */
async function refuseForeignSocketFolder(layout: Layout): Promise<void> {
  if (layout.socket === layout.run) return;
  const own = await lstat(layout.run);
  const found = await lstat(layout.socket);
  if (found.isDirectory() && (found.uid === own.uid || found.uid === process.getuid?.())) return;
  throw new BackingError(
    "folder_unwritable",
    `${layout.socket} belongs to somebody else: remove it, or choose a data folder with a shorter path.`,
  );
}

/** Gives a folder and all in it to an owner; nothing is done where the folder itself has that owner, or is absent. */
export async function chownTree(folder: string, owner: { uid: number; gid: number }): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || found.uid === owner.uid) return;
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), owner.uid, owner.gid);
  // The folder comes last, so that an interrupted walk is done again.
  await chown(folder, owner.uid, owner.gid);
}

/** What root makes in an ordinary user's folder must stay usable to that user. */
export async function giveToFolderOwner(layout: Layout, path: string): Promise<void> {
  const { uid, gid } = await stat(layout.dir);
  if (process.getuid?.() === 0 && uid !== 0) await chown(path, uid, gid);
}

/** Runs file work on a folder; what the system refuses becomes one clear error. */
export async function asFolderErrors<T>(dir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw folderError(dir, error);
  }
}

function folderError(dir: string, error: unknown): unknown {
  const code = systemCode(error) ?? "";
  if (["ENOSPC", "EDQUOT"].includes(code)) return diskFull(dir, error);
  if (code.startsWith("E")) {
    return new BackingError(
      "folder_unwritable",
      `${dir} cannot be written (${code}): change its owner or mode, or choose another folder.`,
      {
        cause: error,
      },
    );
  }
  return error;
}

/** The disk that holds the folder has no room. */
export function diskFull(dir: string, cause?: unknown): BackingError {
  return new BackingError("disk_full", `The disk that holds ${dir} is full: free some space and start again.`, { cause });
}

/** The text of a file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
