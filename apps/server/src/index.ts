/** The parts of the server that other programs start: the command line, tests and benchmarks. */

export { impactSettings } from "@oneheart/impact";
export { renewAdminPassword } from "./console.ts";
export { knownMigrations, migrateDatabase, migrateTo, openObjectStore } from "./open.ts";
export { allServices } from "./services.ts";
export { backingSettings } from "./settings/backing.ts";
export { declaredSettings, loadServerSettings, readServerSettings } from "./settings/declared.ts";
export { type ServerSettings, serverSettings } from "./settings/server.ts";
export { type RunningServer, startServer } from "./start.ts";
