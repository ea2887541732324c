import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Backing,
  BackingError,
  backingMigrations,
  closeBacking,
  FolderInUse,
  type Objects,
  openBacking,
  openObjects,
  probeBacking,
  startEmbeddedPostgres,
} from "@oneheart/backing";
import {
  checkDatabase,
  createVault,
  judgeApplicationLogin,
  kernelMigrations,
  type Logger,
  type Migration,
  type MigrationSource,
  migrate,
  migrateJobs,
  type OpenDatabase,
  openDatabase,
  readMigrations,
  requireMigrated,
  StartError,
  standingOf,
  type Vault,
} from "@oneheart/kernel";
import { ledgerMigrations } from "@oneheart/ledger";
import { masterKey } from "./data-dir.ts";
import { allServices } from "./services.ts";
import type { ServerSettings } from "./settings/server.ts";

/** What a process stands on. Closed in the reverse order. */
export interface Foundation {
  database: OpenDatabase;
  backing: Backing;
  vault: Vault;
  close(): Promise<void>;
}

/** The server's own: the embedded PostgreSQL is its to lose. */
interface OwnFoundation extends Foundation {
  /** Resolves when the embedded PostgreSQL is gone for good: the process can do nothing more. */
  lost: Promise<Error>;
}

type DatabasePlace = Pick<ServerSettings, "DATABASE_URL" | "DATABASE_MIGRATION_URL" | "DATA_DIR">;
type ObjectsPlace = Pick<ServerSettings, "OBJECTS_URL" | "DATA_DIR">;

/** Every migration, in order: libraries first, then the services as their contracts are listed. */
const migrationSources: MigrationSource[] = [
  { owner: "kernel", folder: kernelMigrations },
  { owner: "backing", folder: backingMigrations },
  { owner: "ledger", folder: ledgerMigrations },
  ...allServices.flatMap((service) => (service.migrations ? [{ owner: service.name, folder: service.migrations }] : [])),
];

/** Opens the database (starting the embedded one without DATABASE_URL), migrates it, and opens the other backing services. */
export async function openFoundation(settings: ServerSettings, log: Logger): Promise<OwnFoundation> {
  const closers: Array<() => Promise<unknown>> = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const vault = createVault(await masterKey(settings));
    const { promise: lost, resolve: onLost } = Promise.withResolvers<Error>();
    const { database, applied } = await openMigrated(settings, log, closers, { name: `oneheart ${settings.SERVICES}`, onLost });
    if (applied.length > 0) log.info({ migrations: applied.length }, "database migrated");
    const backing = await openBacking(backingConfig(settings, vault), { pool: database.pool, databaseUrl: database.url, log });
    closers.push(() => closeBacking(backing));
    await probeBacking(backing);
    return { database, backing, vault, lost, close };
  } catch (error) {
    await close();
    throw error instanceof BackingError ? new StartError(error.message) : error;
  }
}

/**
 * The same for a command that runs beside the server or without one: the embedded database may be in use, and nothing is migrated.
 * Throws `StartError` when there is no database yet or it is not up to date.
 */
export async function openBeside(settings: ServerSettings, log: Logger): Promise<Foundation> {
  const closers: Array<() => Promise<unknown>> = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const url = settings.DATABASE_URL ?? (await embeddedBeside(settings, log, closers));
    const database = openDatabase(url, { max: 2, application_name: "oneheart console" });
    closers.push(() => database.close());
    await checkDatabase(database);
    await requireMigrated(database.pool, migrationSources);
    const vault = createVault(await masterKey(settings));
    const backing = await openBacking(backingConfig(settings, vault), { pool: database.pool, databaseUrl: database.url, log });
    closers.push(() => closeBacking(backing));
    return { database, backing, vault, close };
  } catch (error) {
    await close();
    throw error instanceof BackingError ? new StartError(error.message) : error;
  }
}

async function embeddedBeside(settings: ServerSettings, log: Logger, closers: Array<() => Promise<unknown>>): Promise<string> {
  const dir = join(settings.DATA_DIR, "postgres");
  if (!existsSync(join(dir, "data")))
    throw new StartError(`There is no database in ${settings.DATA_DIR}. Set DATA_DIR or DATABASE_URL to the one you mean.`);
  try {
    const postgres = await startEmbeddedPostgres({ dir, log: (line) => log.info({ from: "postgres" }, line) });
    closers.push(() => postgres.stop());
    return postgres.url;
  } catch (error) {
    // The server that runs on it is not disturbed: its PostgreSQL answers on a socket in the folder.
    if (error instanceof FolderInUse && error.url !== undefined) return error.url;
    throw error;
  }
}

/** Brings the database up to date and closes it again. Answers the names of the migrations applied now. */
export async function migrateDatabase(settings: DatabasePlace, log: Logger): Promise<string[]> {
  const closers: Array<() => Promise<unknown>> = [];
  try {
    return await bringUpToDate((await addressesOf(settings, log, closers)).owner, log);
  } catch (error) {
    throw error instanceof BackingError ? new StartError(error.message) : error;
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

/** A database that is new enough and up to date, opened as the application, and the migrations applied now. */
async function openMigrated(
  settings: ServerSettings,
  log: Logger,
  closers: Array<() => Promise<unknown>>,
  { name, onLost }: { name: string; onLost: (error: Error) => void },
) {
  const addresses = await addressesOf(settings, log, closers, onLost);
  const applied = await bringUpToDate(addresses.owner, log);
  const database = openDatabase(addresses.application, {
    max: settings.DATABASE_POOL,
    application_name: name,
    prepare: settings.DATABASE_PREPARE === "on",
  });
  closers.push(() => database.close());
  await checkDatabase(database);
  const warning = judgeApplicationLogin(await standingOf(database.pool));
  if (warning !== undefined) log.warn(warning);
  return { database, applied };
}

/** The database as the owner of its tables, who migrates, and as the application, which cannot alter history. */
interface Addresses {
  owner: string;
  application: string;
}

async function addressesOf(
  settings: DatabasePlace,
  log: Logger,
  closers: Array<() => Promise<unknown>>,
  onLost?: (error: Error) => void,
): Promise<Addresses> {
  const { DATABASE_URL: application, DATABASE_MIGRATION_URL: owner } = settings;
  if (application !== undefined) return { application, owner: owner ?? application };
  const postgres = await startEmbeddedPostgres({
    dir: join(settings.DATA_DIR, "postgres"),
    log: (line, level = "info") => log[level]({ from: "postgres" }, line),
    onLost,
  });
  closers.push(() => postgres.stop());
  return { owner: postgres.url, application: postgres.applicationUrl };
}

/** Every migration there is, with its checksum. */
export function knownMigrations(): Promise<Migration[]> {
  return readMigrations(migrationSources);
}

/** Migrates the database of the tables' owner: with these migrations only, or with all that are waiting. */
export async function migrateTo(url: string, log: Logger, only?: ReadonlySet<string>): Promise<string[]> {
  return bringUpToDate(url, log, only);
}

/** The object store of the settings, without the other backing services. */
export async function openObjectStore(settings: ObjectsPlace): Promise<Objects> {
  try {
    return await openObjects({ objects_url: objectsUrl(settings), link_secret: "no links are made with this".padEnd(32, ".") });
  } catch (error) {
    throw error instanceof BackingError ? new StartError(error.message) : error;
  }
}

function objectsUrl({ OBJECTS_URL, DATA_DIR }: ObjectsPlace): string {
  return OBJECTS_URL ?? pathToFileURL(resolve(DATA_DIR, "objects")).href;
}

/** Applies what is waiting; a login that may not migrate only looks whether anything is. */
async function bringUpToDate(url: string, log: Logger, only?: ReadonlySet<string>): Promise<string[]> {
  const database = openDatabase(url, { max: 1, application_name: "oneheart migrate" });
  try {
    await checkDatabase(database);
    if (!(await standingOf(database.pool)).mayMigrate) {
      await requireMigrated(database.pool, migrationSources);
      return [];
    }
    await migrateJobs(url, log);
    return await migrate(database.pool, migrationSources, { only });
  } finally {
    await database.close();
  }
}

function backingConfig(settings: ServerSettings, vault: Vault) {
  return {
    cache: settings.CACHE ?? (settings.REDIS_URL === undefined ? ("memory" as const) : ("redis" as const)),
    redis_url: settings.REDIS_URL,
    mongodb_url: settings.MONGODB_URL,
    objects_url: objectsUrl(settings),
    outbox_dir: resolve(settings.DATA_DIR, "outbox"),
    link_secret: vault.derive("links").toString("hex"),
    smtp_url: settings.SMTP_URL,
    mail_from: settings.SMTP_URL === undefined ? undefined : settings.MAIL_FROM,
    sms_url: settings.SMS_URL,
    sms_token: settings.SMS_TOKEN,
    expo_access_token: settings.EXPO_ACCESS_TOKEN,
    vapid_public_key: settings.VAPID_PUBLIC_KEY,
    vapid_private_key: settings.VAPID_PRIVATE_KEY,
    vapid_subject: settings.VAPID_SUBJECT,
  };
}
