import { existsSync } from "node:fs";
import { join } from "node:path";
import { BackingError, FolderInUse, startEmbeddedPostgres } from "@oneheart/backing";
import { checkDatabase, type Database, type DatabaseTransaction, openDatabase, StartError } from "@oneheart/kernel";
import { inSnapshot } from "@oneheart/ledger";
import type { InstallationSettings } from "./installation-settings.ts";

const undefinedTable = "42P01";

/** An installation's database, open for looking at. */
export interface Installation {
  db: Database;
  url: string;
  close(): Promise<void>;
}

/** Opens the database of the settings: `DATABASE_URL`, or the embedded one, also while a server runs on it. */
export async function openInstallation(
  settings: InstallationSettings,
  databaseUrl: string | undefined,
  application_name: string,
): Promise<Installation> {
  const closers: Array<() => Promise<unknown>> = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const url = databaseUrl ?? settings.DATABASE_URL ?? (await embeddedUrl(settings, closers));
    const database = openDatabase(url, { max: 2, application_name });
    closers.push(() => database.close());
    await checkDatabase(database);
    return { db: database.db, url, close };
  } catch (error) {
    await close();
    throw error instanceof BackingError ? new StartError(error.message) : error;
  }
}

async function embeddedUrl(settings: InstallationSettings, closers: Array<() => Promise<unknown>>): Promise<string> {
  const dir = join(settings.DATA_DIR, "postgres");
  if (!existsSync(join(dir, "data")))
    throw new StartError(`There is no database in ${settings.DATA_DIR}. Set DATA_DIR, DATABASE_URL or --database-url to the one you mean.`);
  try {
    const postgres = await startEmbeddedPostgres({ dir });
    closers.push(() => postgres.stop());
    return postgres.url;
  } catch (error) {
    // The server that runs on it is not disturbed: its PostgreSQL answers on a socket in the folder.
    if (error instanceof FolderInUse && error.url !== undefined) return error.url;
    throw error;
  }
}

/** What `inSnapshot` of the ledger does, with a word for whoever has an older database. */
export async function lookingAt<T>(db: Database, work: (tx: DatabaseTransaction) => Promise<T>): Promise<T> {
  try {
    return await inSnapshot(db, work);
  } catch (error) {
    if ((error as { code?: string }).code !== undefinedTable) throw error;
    throw new StartError(`The database is not up to date (${(error as Error).message}). Run "oneheart migrate" first.`);
  }
}
