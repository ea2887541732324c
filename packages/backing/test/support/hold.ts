/** Starts an embedded PostgreSQL in the folder given, says so, and stays until it is killed. */
import { startEmbeddedPostgres } from "../../src/postgres/embedded.ts";

const { url } = await startEmbeddedPostgres({ dir: process.argv[2]!, settings: { fsync: "off" } });
console.log(JSON.stringify({ url }));
setInterval(() => undefined, 1000);
