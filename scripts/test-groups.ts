/** Test files share processes: loading a thousand modules and warming them up costs more than most files do. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** So many that a process pays for its start, so few that the last ones to run leave no core idle for long. */
const FILES_MAX = 10;

export interface GroupOptions {
  /** Files that have a process each. */
  alone?: ReadonlySet<string>;
  files_max?: number;
}

/** Files of one package, service or program, in processes of at most `files_max`. */
export function groupsOf(files: readonly string[], { alone = new Set(), files_max = FILES_MAX }: GroupOptions = {}): string[][] {
  const byRoom = Map.groupBy(files, (file) => (alone.has(file) ? file : roomOf(file)));
  return [...byRoom.values()].flatMap((room) => inParts(room, files_max));
}

/** `services/quest` of `services/quest/test/hand-in.test.ts`. */
function roomOf(file: string): string {
  return file.split("/test/")[0]!;
}

/** Parts of about the same size. */
function inParts(files: string[], files_max: number): string[][] {
  const parts = Math.ceil(files.length / files_max);
  return Array.from({ length: parts }, (_, part) => files.filter((_, index) => index % parts === part));
}

const runner = pathToFileURL(resolve(import.meta.dirname, "run-test-group.ts")).href;

/** Writes one file for each group, which runs it, and gives their paths. */
export function writeGroups(folder: string, groups: readonly string[][]): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return groups.map((files) => {
    const name = `${roomOf(files[0]!).replaceAll("/", "-")}-${createHash("sha256").update(files.join()).digest("hex").slice(0, 8)}.test.mjs`;
    const path = join(folder, name);
    writeFileSync(
      path,
      `import { runGroup } from ${JSON.stringify(runner)};\n\nrunGroup(${JSON.stringify(
        files.map((file) => resolve(file)),
        null,
        2,
      )});\n`,
    );
    return path;
  });
}
