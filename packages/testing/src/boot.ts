import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Backing, closeBacking, openBacking } from "@oneheart/backing";
import type { ApprovalPeople, CallInput, EventDefinition, Operation, Role } from "@oneheart/contracts";
import {
  type AnySettings,
  anyone,
  createKernel,
  createLogger,
  createVault,
  type Database,
  type IncomingFile,
  type Kernel,
  kernelSettings,
  loadSettings,
  newId,
  openDatabase,
  type Principal,
  platformService,
  type ServiceDefinition,
  sharedSettings,
  system,
  userPrincipal,
} from "@oneheart/kernel";
import { type OtherProcesses, otherProcesses, processSettings } from "@oneheart/process-calls";
import { sql } from "kysely";
import type { z } from "zod";
import { createTestClock, type TestClock } from "./clock.ts";
import { createTestDatabase } from "./database.ts";
import { createRecorder } from "./recorder.ts";
import { settled } from "./settled.ts";

export interface BootOptions {
  /** Stand-ins for operations of services that are not booted, made with `stub`. */
  stubs?: ServiceDefinition[];
  settings?: Record<string, string>;
  /** Settings of parts that are no services, such as the gateway's. */
  declared?: readonly AnySettings[];
  clock?: Date | string;
  /** A database that another booted set already uses; otherwise a new one. */
  databaseUrl?: string;
  /** Which tables the new database has: every service's, or only those of the libraries. */
  tables?: "all" | "libraries";
  /** Events of the test's own contracts to record. */
  events?: EventDefinition[];
  /** Whether acts of weight need a second person; one may act where the test says nothing. */
  people?: ApprovalPeople;
}

export interface CallOptions {
  as?: Principal | "anyone" | "system";
  idempotencyKey?: string;
  file?: IncomingFile;
  ip?: string;
  userAgent?: string;
}

/** Booted services on a database of their own, with jobs running. */
export interface TestApp {
  kernel: Kernel;
  /** Other processes, when the settings name them. */
  others: OtherProcesses | undefined;
  db: Database;
  databaseUrl: string;
  /** The database as the owner of its tables, for what the application may not do. */
  owner: Database;
  backing: Backing;
  clock: TestClock;
  /** The folder of embedded objects and the outbox. */
  dataDir: string;
  /**
   * Calls as from outside: access is checked. Throws `OperationError`. An operation that honours an idempotency key is given one,
   * so that each of its branches is tried with it.
   */
  call<O extends Operation>(operation: O, input: CallInput<O>, options?: CallOptions): Promise<z.output<O["output"]>>;
  /** A signed-in player that exists only as claims; give an id to speak for one that exists. */
  player(id?: string): Principal;
  user(role: Role, id?: string): Principal;
  emit<E extends EventDefinition>(event: E, payload: z.input<E["payload"]>): Promise<void>;
  /** What was emitted and delivered, in order of delivery. */
  eventsOf(type: string): Array<Record<string, unknown>>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const usualSettings = { NODE_ENV: "test", JOB_CONCURRENCY: "4", RATE_LIMITS: "off" };
const connectionsMax = 20;
/** Fifty calls at once take long on a busy machine, and only their outcome is of interest. */
const patience_ms = 120_000;

const aDid = "did:oneheart:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/** Boots services for a test. Stop it at the end, also when the test fails (`after(() => app.stop())`). */
export async function bootServices(services: ServiceDefinition[], options: BootOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "oneheart-app-"));
  const created = options.databaseUrl === undefined ? await createTestDatabase(options.tables) : undefined;
  const databaseUrl = options.databaseUrl ?? created!.url;
  const recorder = createRecorder(options.events ?? []);
  const environment = { ...usualSettings, DATA_DIR: dataDir, ...options.settings };
  // Scheduled jobs follow the machine's clock: one would run in the middle of whatever test is on at its minute. Tests run them by hand.
  const unscheduled = services.map((service) => ({ ...service, jobs: [] }));
  const running = [platformService, ...unscheduled, ...(options.stubs ?? []), recorder.service];
  const declared = [
    sharedSettings,
    kernelSettings,
    processSettings,
    ...(options.declared ?? []),
    ...running.flatMap(({ settings }) => settings ?? []),
  ];
  const settings = loadSettings(environment, declared);
  const log = createLogger({ level: process.env.LOG_LEVEL ?? "silent" });
  const database = openDatabase(databaseUrl, { max: connectionsMax, application_name: "oneheart-test", patience_ms });
  const owner = openDatabase(created?.ownerUrl ?? databaseUrl, { max: 1, application_name: "oneheart-test-owner" });
  const vault = createVault(Buffer.alloc(32, 7));
  const backing = await openBacking(
    {
      objects_url: `file://${dataDir}/objects`,
      outbox_dir: `${dataDir}/outbox`,
      link_secret: vault.derive("links").toString("hex"),
      cache: options.settings?.CACHE === "postgres" ? "postgres" : "memory",
    },
    { pool: database.pool, databaseUrl, log },
  );
  const clock = createTestClock(options.clock);
  const others = otherProcesses(settings);
  const kernel = createKernel({ running, known: running, database, backing, vault, settings, log, clock, elsewhere: others });
  if (created !== undefined || options.people !== undefined)
    await sql`UPDATE approval_policy SET people = ${options.people ?? "one"}`.execute(database.db);
  await kernel.startServices();
  await kernel.startJobs();

  return {
    kernel,
    others,
    db: database.db,
    databaseUrl,
    owner: owner.db,
    backing,
    clock,
    dataDir,
    async call(operation, input, { as = "anyone", ip = "127.0.0.1", userAgent = "test", ...rest } = {}) {
      const principal = as === "anyone" ? anyone : as === "system" ? system : as;
      const call = { operation, input, principal, requestId: newId(), source: { ip, userAgent }, internal: as === "system", ...rest };
      const givesKey = operation.idempotent === true && typeof as === "object" && call.idempotencyKey === undefined;
      const answered = await kernel.dispatch(givesKey ? { ...call, idempotencyKey: newId() } : call);
      return answered.output as never;
    },
    player: (id) => principalOf("player", id),
    user: principalOf,
    emit: (event, payload) => kernel.context("test").transaction(async (tx) => tx.emit(event, payload)),
    eventsOf: recorder.of,
    settled: () => settled(database.db),
    async stop() {
      await kernel.stop();
      await closeBacking(backing);
      await database.close();
      await owner.close();
      await created?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function principalOf(role: Role, id: string = newId()): Principal {
  return userPrincipal({ playerId: id, did: aDid, role, sessionId: newId() });
}

/** A random value for names that must not collide. */
export function unique(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString("hex")}`;
}
