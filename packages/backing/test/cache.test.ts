import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createMemoryCache } from "../src/cache/memory.ts";
import { createPostgresCache } from "../src/cache/postgres.ts";
import { createRedisCache } from "../src/cache/redis.ts";
import { cacheContract } from "./contracts/cache.ts";
import { startDatabase, type TestDatabase } from "./support/database.ts";
import { keptLog } from "./support/log.ts";
import { needs } from "./support/needs.ts";
import { until } from "./support/temp.ts";

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database?.stop());

cacheContract("memory", { shared: false, open: async () => createMemoryCache(keptLog()) });
cacheContract("PostgreSQL", { shared: true, open: async () => createPostgresCache(database.pool, database.url, keptLog()) });

const redis = needs("REDIS_URL");
cacheContract("Redis", { skip: redis.skip, shared: true, open: async () => createRedisCache(redis.url, keptLog()) });

test("a PostgreSQL cache hears messages again after its connection broke", async () => {
  const cache = createPostgresCache(database.pool, database.url, keptLog());
  const heard: string[] = [];
  await cache.subscribe("news", (message) => heard.push(message));
  const broken = await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query ~* '^listen' and pid <> pg_backend_pid()",
  );
  assert.ok(broken.rowCount);
  await until("a message after the break", async () => {
    await cache.publish("news", "again");
    return heard.includes("again");
  });
  await cache.close();
});
