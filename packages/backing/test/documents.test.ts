import { after, before } from "node:test";
import { createMongoDocuments } from "../src/documents/mongodb.ts";
import { createPostgresDocuments } from "../src/documents/postgres.ts";
import { documentsContract } from "./contracts/documents.ts";
import { startDatabase, type TestDatabase } from "./support/database.ts";
import { keptLog } from "./support/log.ts";
import { needs } from "./support/needs.ts";

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database?.stop());

documentsContract("PostgreSQL", { open: async () => createPostgresDocuments(database.pool) });

const mongodb = needs("MONGODB_URL");
documentsContract("MongoDB", { skip: mongodb.skip, open: async () => createMongoDocuments(mongodb.url, keptLog()) });
