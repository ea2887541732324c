import { readFile } from "node:fs/promises";
import { BackingError } from "../errors.ts";
import { diskFull } from "./files.ts";
import type { Layout } from "./layout.ts";

/** PostgreSQL found processes of an earlier run that are just ending: worth another try. */
export class StillEnding extends BackingError {
  override name = "StillEnding";
}

const CORRUPT =
  /invalid (primary )?checkpoint|could not locate|incorrect checksum|control file|PANIC|could not (open|read) (file|directory)|not a valid|does not exist/;

/** Reads PostgreSQL's log of a start that failed and says in one line what it means. */
export async function startFailure(layout: Layout, failed: Error | undefined): Promise<BackingError> {
  const log = await readFile(layout.log, "utf8").catch(() => "");
  const reason = failed?.message ?? log.split("\n").findLast((line) => /FATAL|PANIC/.test(line)) ?? log.trim().split("\n").at(-1) ?? "";
  const options = { cause: failed };
  if (/No space left on device/.test(log)) return diskFull(layout.dir, failed);
  if (/pre-existing shared memory block|lock file .* already exists/.test(log)) {
    return new StillEnding("database_failed", `Another PostgreSQL uses ${layout.data} (${reason}): stop it and start again.`, options);
  }
  if (/Permission denied|wrong ownership|Read-only file system/.test(log)) {
    return new BackingError("folder_unwritable", `PostgreSQL may not use ${layout.data} (${reason}): change its owner.`, options);
  }
  if (CORRUPT.test(reason)) {
    return new BackingError("data_corrupt", `The database in ${layout.data} is damaged (${reason}): restore a backup.`, options);
  }
  return new BackingError("database_failed", `PostgreSQL did not start (${reason}): see ${layout.log}.`, options);
}
