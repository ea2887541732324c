/** The same search in PostgreSQL, for several processes: an inverted index over the 16 keys. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { seededRandom } from "@oneheart/simulation";
import { hashBits, type PdqHash, reviewDistanceMax, sameDistanceMax, withinProbedDistance } from "@oneheart/vision";
import { distanceSql } from "@oneheart/vision/internals";
import { Client } from "pg";
import { median, percentile, rounded } from "../report.ts";
import { manyHashes, turned } from "./hashes.ts";

/** The figures of the index in PostgreSQL. */
export interface SqlIndexFigures {
  readonly hashes: number;
  readonly sql_p50_ms: number;
  readonly sql_p95_ms: number;
  readonly sql_recall: number;
  /** Comparing each of 100,000 rows of one zone with six hashes. */
  readonly zone_scan_p50_ms: number;
  readonly table_bytes: number;
  readonly plan: string;
}

const keys = Array.from({ length: 16 }, (_, at) => `${at * 65_536} + substring(pdq FROM ${241 - 16 * at} FOR 16)::bit(16)::integer`);
/** As `picture_hashes` of the verification service has them. */
const hashColumns = `pdq bit(256) NOT NULL, pdq_keys integer[] NOT NULL GENERATED ALWAYS AS (ARRAY[${keys.join(", ")}]) STORED`;

/** Fills a table with a million hashes and asks for one at a distance of 0 to 31. */
export async function measureSqlIndex(count = 1_000_000, queries = 500): Promise<SqlIndexFigures> {
  const random = seededRandom(32);
  const hashes = await manyHashes(count, random);
  const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
  const postgres = await startEmbeddedPostgres({ dir });
  const client = new Client({ connectionString: postgres.url });
  try {
    await client.connect();
    await fill(client, hashes);
    const times: number[] = [];
    let found = 0;
    for (let number = -50; number < queries; number += 1) {
      const entry = Math.floor(random() * count);
      const near = withinProbedDistance(turned(hashes[entry]!, Math.abs(number) % (sameDistanceMax + 1), random), sameDistanceMax);
      const start = performance.now();
      const { rows } = await client.query(`SELECT id FROM hashes WHERE ${near.text}`, [...near.values]);
      if (number < 0) continue;
      times.push(performance.now() - start);
      if (rows.some((row) => row.id === entry)) found += 1;
    }
    const near = withinProbedDistance(hashes[0]!, sameDistanceMax);
    const plan = await client.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) SELECT id FROM hashes WHERE ${near.text}`, [...near.values]);
    const size = await client.query("SELECT pg_total_relation_size('hashes')::float8 AS bytes");
    return {
      hashes: count,
      sql_p50_ms: rounded(median(times)),
      sql_p95_ms: rounded(percentile(times, 95)),
      sql_recall: found / queries,
      zone_scan_p50_ms: rounded(median(await zoneScans(client, hashes)), 1),
      table_bytes: size.rows[0].bytes,
      plan: plan.rows.map((row) => shortened(row["QUERY PLAN"])).join("\n"),
    };
  } finally {
    await client.end();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function fill(client: Client, hashes: readonly PdqHash[]): Promise<void> {
  await client.query(`CREATE TABLE hashes (id integer PRIMARY KEY, zone integer NOT NULL, ${hashColumns})`);
  const batch = 10_000;
  for (let first = 0; first < hashes.length; first += batch) {
    await client.query(
      "INSERT INTO hashes (id, zone, pdq) SELECT $1 + n - 1, ($1 + n - 1) / 100000, pdq::bit(256) FROM unnest($2::text[]) WITH ORDINALITY AS given (pdq, n)",
      [first, hashes.slice(first, first + batch).map(hashBits)],
    );
  }
  await client.query("CREATE INDEX ON hashes USING gin (pdq_keys) WITH (fastupdate = off)");
  await client.query("CREATE INDEX ON hashes (zone)");
  await client.query("VACUUM ANALYZE hashes");
}

async function zoneScans(client: Client, hashes: readonly PdqHash[]): Promise<number[]> {
  const times: number[] = [];
  const text = `SELECT id FROM hashes CROSS JOIN unnest($1::bit(256)[]) AS query (bits) WHERE zone = 0 AND ${distanceSql(1).replace("$1", "query.bits")} <= $2`;
  for (let round = 0; round < 10; round += 1) {
    const start = performance.now();
    await client.query(text, [hashes.slice(round, round + 6).map(hashBits), reviewDistanceMax]);
    times.push(performance.now() - start);
  }
  return times;
}

function shortened(line: string): string {
  return line.replace(/'[{01][^']*'/g, "…");
}

if (import.meta.main) console.log(await measureSqlIndex(Number(process.argv[2] ?? 1_000_000)));
