/** The parts of the server that other programs start: the command line, tests and benchmarks. */
export { renewAdminPassword } from "./console.ts";
export { knownMigrations, migrateDatabase, migrateTo, openObjectStore } from "./open.ts";
export { allServices } from "./services.ts";
export { type RunningServer, startServer } from "./start.ts";
