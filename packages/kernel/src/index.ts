export { errorFromSent, sentErrorOf } from "./answers.ts";
export { judgeApplicationLogin, standingOf } from "./application-role.ts";
export * from "./audits.ts";
export * from "./batches.ts";
export type { Answered, Call } from "./call.ts";
export * from "./clock.ts";
export * from "./config.ts";
export * from "./context.ts";
export * from "./cursor.ts";
export * from "./database.ts";
export { fieldErrors } from "./dispatch.ts";
export * from "./errors.ts";
export * from "./ids.ts";
export { migrateJobs } from "./jobs.ts";
export * from "./kernel.ts";
export * from "./log/logger.ts";
export * from "./metrics.ts";
export * from "./migrations.ts";
export { isDiskFull } from "./outages.ts";
export * from "./own-data.ts";
export { platformService } from "./platform/service.ts";
export * from "./principal.ts";
export { type InternalTokens, internalUrl, type RemoteBody } from "./remote.ts";
export * from "./service.ts";
export * from "./vault.ts";
export { readVaultSecret } from "./vault-secret.ts";

/** The kernel's own tables, first of all migrations. */
export const kernelMigrations = new URL("../migrations/", import.meta.url);
