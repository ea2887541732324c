/** Takes jobs from a queue, says the id of each, and never ends one. Arguments: kind, address, queue. */
import pg from "pg";
import { createBullQueue } from "../../src/queue/bullmq.ts";
import { createPostgresQueue } from "../../src/queue/postgres.ts";
import { keptLog } from "./log.ts";

const [kind, url, name] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: kind === "postgres" ? url : undefined });
pool.on("error", () => undefined);
pool.on("connect", (client) => client.on("error", () => undefined));
const queue =
  kind === "postgres" ? createPostgresQueue({ pool, databaseUrl: url!, log: keptLog() }) : createBullQueue(url!, keptLog(), 1000);
const handler = async (_: unknown, { id }: { id: string }) => {
  console.log(id);
  await new Promise(() => setInterval(() => undefined, 1000));
};
await queue.work(name!, handler, { concurrency: 1, attempts: 3 });
console.log("ready");
