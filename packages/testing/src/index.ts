export * from "./boot.ts";
export * from "./clock.ts";
export { startTestCluster, type TestCluster } from "./cluster.ts";
export { allMigrations, createTestDatabase, type TestDatabase } from "./database.ts";
export { logIn, type Person, questReaches, register, until } from "./person.ts";
export { findPhotographs, type Photograph, takenAt, takenNow } from "./photographs.ts";
export { realService } from "./real-service.ts";
export { settled } from "./settled.ts";
export { stub } from "./stub.ts";
