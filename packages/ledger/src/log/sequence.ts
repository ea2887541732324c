import { appendLeaves, TILE_WIDTH, type TileData } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import { type LedgerDb, requireTransaction } from "../database.ts";
import { bigints, bytes, smallints } from "../store/arrays.ts";
import { LedgerLogError } from "./error.ts";
import { lockState, writeState } from "./state.ts";

/** Entries that one transaction takes in. */
export const SEQUENCE_MAX = 8_192;
const HASH_BYTES = 32;

/**
 * Takes up to `limit` pending entries into the log: leaves, tiles, bundles and the new edge, all in the transaction given
 * (READ COMMITTED). Answers how many; 0 too when another sequencer is at it. Nothing is signed here.
 * `leaf_hash_differs` when an entry is not what its transaction's leaf hashes to.
 */
export async function sequence(db: LedgerDb, limit: number = SEQUENCE_MAX): Promise<number> {
  requireTransaction(db, "sequence");
  // By the index's first entry; EXISTS would read the queue's dead rows from the start. Idle rounds write nothing.
  const { rows } = await sql<{ is_pending: boolean }>`SELECT min(seq) IS NOT NULL AS is_pending FROM log_pending`.execute(db);
  if (!rows[0]!.is_pending) return 0;
  const state = await lockState(db);
  if (state === undefined) return 0;
  const hashes = await takePending(db, state.size, limit);
  if (hashes.length === 0) return 0;
  const tree = appendLeaves(state, split(hashes), nodeHasher);
  await writeTiles(db, tree.tiles);
  await writeBundles(db, state.size, tree.size);
  await writeState(db, tree);
  return tree.size - state.size;
}

/**
 * Moves the oldest pending rows to the leaves, from index `size` on; answers their hashes, joined.
 * The rows are named by an array and not by a subquery: with the stale statistics of a queue the planner would read the table.
 */
async function takePending(db: LedgerDb, size: number, limit: number): Promise<Buffer> {
  const { rows } = await sql<{ hashes: Buffer | null; wrong: string[] | null }>`
    WITH taken AS (
      DELETE FROM log_pending WHERE seq = ANY(ARRAY(SELECT seq FROM log_pending ORDER BY seq LIMIT ${limit}))
      RETURNING seq, transaction_id, leaf_hash
    ), numbered AS (
      SELECT ${size}::bigint + row_number() OVER (ORDER BY t.seq) - 1 AS leaf_index, t.transaction_id, t.leaf_hash,
        coalesce(x.is_right, false) AS is_right
      FROM taken t LEFT JOIN LATERAL (
        -- Hashed in here, so that no leaf is carried through the sort.
        SELECT x.leaf_hash = t.leaf_hash AND sha256('\\x00'::bytea || x.leaf) = t.leaf_hash AS is_right
        FROM ledger_transactions x WHERE x.seq = t.seq AND x.id = t.transaction_id LIMIT 1
      ) x ON true
    ), added AS (
      INSERT INTO log_leaves (leaf_index, transaction_id, leaf_hash) SELECT leaf_index, transaction_id, leaf_hash FROM numbered
    )
    SELECT string_agg(leaf_hash, ''::bytea ORDER BY leaf_index) AS hashes,
      (array_agg(transaction_id::text) FILTER (WHERE NOT is_right))[1:5] AS wrong FROM numbered
  `.execute(db);
  const { hashes, wrong } = rows[0]!;
  if (wrong !== null) throw new LedgerLogError("leaf_hash_differs", `not what was queued: transaction ${wrong.join(", ")}`);
  return hashes ?? Buffer.alloc(0);
}

function* split(hashes: Buffer): Generator<Uint8Array> {
  for (let start = 0; start < hashes.length; start += HASH_BYTES) yield hashes.subarray(start, start + HASH_BYTES);
}

async function writeTiles(db: LedgerDb, tiles: readonly TileData[]): Promise<void> {
  await sql`
    INSERT INTO log_tiles (level, n, width, data) SELECT * FROM unnest(
      ${smallints(tiles.map(({ tile }) => tile.level))},
      ${bigints(tiles.map(({ tile }) => tile.index))},
      ${smallints(tiles.map(({ tile }) => tile.width))},
      ${bytes(tiles.map(({ data }) => data))}
    ) ON CONFLICT (level, n) DO UPDATE SET width = EXCLUDED.width, data = EXCLUDED.data
  `.execute(db);
}

/** Each bundle that became full, laid out where its leaves are. NULL, which the table refuses, if a leaf is gone. */
async function writeBundles(db: LedgerDb, before: number, size: number): Promise<void> {
  const [first, end] = [Math.floor(before / TILE_WIDTH), Math.floor(size / TILE_WIDTH)];
  if (first === end) return;
  await sql`
    INSERT INTO log_bundles (n, data)
    SELECT n, CASE WHEN b.width = ${TILE_WIDTH} THEN b.data END
    FROM generate_series(${first}::bigint, ${end - 1}::bigint) AS n
    CROSS JOIN LATERAL (${bundleOf(sql`n`, sql`${TILE_WIDTH}`)}) b
  `.execute(db);
}

/** A bundle's bytes from the leaves of the transactions: each after its length as a big-endian uint16. */
export function bundleOf(n: ReturnType<typeof sql>, width: ReturnType<typeof sql>) {
  return sql<{ width: string; data: Buffer | null }>`
    SELECT count(*) AS width,
      string_agg(substring(int4send(octet_length(x.leaf)) FROM 3) || x.leaf, ''::bytea ORDER BY l.leaf_index) AS data
    FROM log_leaves l
    JOIN LATERAL (SELECT leaf FROM ledger_transactions WHERE id = l.transaction_id LIMIT 1) x ON true
    WHERE l.leaf_index >= ${n}::bigint * 256 AND l.leaf_index < ${n}::bigint * 256 + ${width}::bigint`;
}
