import { mkdir, realpath, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { applicationUrl, ensureApplicationLogin } from "./application-login.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { asFolderErrors, prepareFolders } from "./files.ts";
import { ensureInitialised } from "./initialise.ts";
import { keepRunning } from "./keep-running.ts";
import { databaseUrl, type Layout, layoutOf } from "./layout.ts";
import { endLeftover, killOrphans } from "./leftover.ts";
import { lockFolder } from "./lock.ts";
import { findRunner } from "./runner.ts";
import { type Server, startServer } from "./server.ts";
import { StillEnding } from "./start-failure.ts";

/** A PostgreSQL of this process's own, on a Unix socket. */
export interface EmbeddedPostgres {
  /** As the owner of the tables: for migrations. */
  url: string;
  /** As the login that requests and jobs run as, which cannot alter history. */
  applicationUrl: string;
  /** Fast shutdown; resolves when PostgreSQL has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made where it is missing. One live process at a time. */
  dir: string;
  log?: (line: string, level?: "info" | "warn") => void;
  /** Hears that PostgreSQL ended by itself and cannot be started again. Nothing is tried after that. */
  onLost?: ((error: Error) => void) | undefined;
  /** PostgreSQL settings over the defaults, such as `fsync: "off"` for tests. */
  settings?: Record<string, string>;
  /** Another build of PostgreSQL than the one from npm. */
  binaries?: Binaries;
}

const STILL_ENDING_TRIES = 100;
/** Some three seconds; they need a fraction of one as a rule. */
const PATIENT_TRIES = 20;

/**
 * Starts PostgreSQL in a folder, made at the first start, and resolves when its database `oneheart` accepts connections.
 * It ends with this process, however this process ends, and is started again when it ends by itself.
 * Throws `FolderInUse` and `BackingError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const binaries = options.binaries ?? (await findBinaries());
  const layout = layoutOf(await realFolder(options.dir));
  await prepareFolders(layout);
  const lock = await asFolderErrors(layout.dir, () => lockFolder(layout));
  try {
    const { server, url, runner } = await asFolderErrors(layout.dir, () => start(layout));
    log(`PostgreSQL ${runner.version} ready in ${layout.dir} (${runner.name})`);
    let stopped: Promise<void> | undefined;
    return { url, applicationUrl: applicationUrl(url), stop: () => (stopped ??= stop(server)) };
  } catch (error) {
    await lock.release();
    throw error;
  }

  async function start(layout: Layout) {
    await endLeftover(layout, log);
    const runner = await findRunner(binaries, layout);
    const settings = options.settings ?? {};
    const password = await ensureInitialised(layout, binaries, runner, settings.fsync !== "off");
    const server = await keepRunning(
      (onUnexpectedExit) => patiently(() => startServer(layout, binaries, runner, { settings, onUnexpectedExit }), layout, log),
      { dir: layout.dir, logFile: layout.log, log, onLost: options.onLost ?? (() => undefined) },
    );
    await ensureDatabase(layout, password).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return { server, url: databaseUrl(layout, password), runner };
  }

  async function stop(server: Server): Promise<void> {
    await server.stop();
    if (layout.socket !== layout.run) await rm(layout.socket, { recursive: true, force: true });
    await lock.release();
  }
}

/** Symbolic links are resolved, so that one folder has one name. */
async function realFolder(dir: string): Promise<string> {
  const wanted = resolve(dir);
  return asFolderErrors(wanted, async () => {
    await mkdir(wanted, { recursive: true });
    return realpath(wanted);
  });
}

/** Children of a PostgreSQL that was killed live a moment longer and hold its shared memory; those that live on are killed. */
async function patiently(start: () => Promise<Server>, layout: Layout, log: (line: string) => void): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof StillEnding) || attempt === STILL_ENDING_TRIES) throw error;
      if (attempt === PATIENT_TRIES) {
        const killed = await killOrphans(layout);
        log(`${killed} processes of the PostgreSQL in ${layout.dir} did not end by themselves after it, and were killed`);
      }
      await delay(100);
    }
  }
}

async function ensureDatabase(layout: Layout, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(layout, password, "postgres") });
  // When PostgreSQL is killed here the statement under way fails by itself; without a listener the whole process would end.
  client.on("error", () => {});
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = 'oneheart'");
    if (found.rowCount === 0) await client.query("create database oneheart");
    await ensureApplicationLogin(client, password);
  } finally {
    await client.end();
  }
}
