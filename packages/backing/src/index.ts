export type { BackingConfig } from "./config.ts";
export { BackingError, type BackingErrorCode, FolderInUse, ObjectNotFound } from "./errors.ts";
export type { Log } from "./log.ts";
export { type BackingDependencies, closeBacking, openBacking, openObjects } from "./open.ts";
export * from "./ports.ts";
export { swallowConnectionErrors } from "./postgres/connection-errors.ts";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./postgres/embedded.ts";
export { probeBacking } from "./probe.ts";
export { createPoolGuard, type PoolGuard } from "./queue/pool-guard.ts";

/** The folder of this package's own tables, as numbered SQL. */
export const backingMigrations: URL = new URL("../migrations/", import.meta.url);
export { endOf, isListenerNoise, reportedOutcomes, type Supervised, superviseWorkers, type Workers } from "./queue/supervise.ts";
export { gatherWakeUps } from "./queue/wake.ts";
