import type { Database } from "@oneheart/kernel";
import { sealBatch } from "@oneheart/ledger/internals";
import { sql } from "kysely";
import { origin, signer } from "./load.ts";
import { players } from "./transfers.ts";

const chunk = 250_000;

/**
 * Brings the ledger to `size` sealed entries: rows like those of real transfers, written by SQL because posting five million
 * would take most of the benchmark, and then taken into the log by the sequencer itself. Balances are moved along.
 */
export async function fillTo(db: Database, size: number): Promise<void> {
  const { rows } = await sql<{ count: string }>`SELECT count(*)::text AS count FROM ledger_transactions`.execute(db);
  for (let count = Number(rows[0]!.count); count < size; count += chunk) await addChunk(db, Math.min(chunk, size - count));
  while ((await sealBatch({ db, origin, signer, now: () => new Date() })) > 0);
}

async function addChunk(db: Database, count: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`SET LOCAL statement_timeout = 0`.execute(tx);
    await sql`
      CREATE TEMP TABLE filler ON COMMIT DROP AS
      SELECT id, transfer_id, clock_timestamp() AS at, 1 + (random() * 8000)::int AS debit, 1 + (random() * 8000)::int AS credit, n
      FROM (
        SELECT n, md5(random()::text) AS noise, lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS ms
        FROM generate_series(1, ${count}::int) AS n
      ) s
      CROSS JOIN LATERAL (SELECT
        (ms || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 15))::uuid AS id,
        (ms || '7' || substr(noise, 8, 3) || '9' || substr(noise, 11, 15))::uuid AS transfer_id) ids`.execute(tx);
    // Neighbours in the list of accounts that players have; the same one twice is moved on by one.
    await sql`
      CREATE TEMP TABLE moves ON COMMIT DROP AS
      SELECT f.*, a.id AS debit_id, b.id AS credit_id FROM filler f
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM ledger_accounts WHERE kind = 'player') a ON a.n = f.debit
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM ledger_accounts WHERE kind = 'player') b
        ON b.n = CASE WHEN f.credit = f.debit THEN f.credit + 1 ELSE f.credit END`.execute(tx);
    await sql`
      WITH added AS (
        INSERT INTO ledger_transactions (id, kind, reason_ref, occurred_at, idempotency_hash, idempotency_fingerprint, leaf, leaf_hash)
        SELECT id, 'token.transfer', 'transfer:' || id, at, sha256(id::text::bytea), sha256(n::text::bytea), leaf, sha256('\\x00'::bytea || leaf)
        FROM moves CROSS JOIN LATERAL (SELECT convert_to(
          '{"entries":[{"amount":"1","asset":"HEART","credit":{"commitment":"' || encode(sha256(credit_id::text::bytea), 'hex')
          || '","kind":"player"},"debit":{"commitment":"' || encode(sha256(debit_id::text::bytea), 'hex')
          || '","kind":"player"},"id":"' || transfer_id || '","type":"transfer"}],"id":"' || id || '","kind":"token.transfer","occurred_at":"'
          || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","reason_ref":"transfer:' || id || '","version":1}', 'UTF8') AS leaf) l
        RETURNING id, seq, leaf_hash
      ), queued AS (
        INSERT INTO log_pending (seq, transaction_id, leaf_hash) SELECT seq, id, leaf_hash FROM added
      )
      INSERT INTO ledger_transfers (id, transaction_id, seq, position, debit_account_id, credit_account_id, asset_id, amount)
      SELECT m.transfer_id, m.id, added.seq, 0, m.debit_id, m.credit_id, (SELECT id FROM ledger_assets WHERE code = 'HEART'), 1
      FROM moves m JOIN added ON added.id = m.id`.execute(tx);
    await sql`
      UPDATE ledger_accounts a SET debits_posted = debits_posted + d, credits_posted = credits_posted + c, version = version + d + c
      FROM (
        SELECT account, sum(d)::bigint AS d, sum(c)::bigint AS c
        FROM (SELECT debit_id AS account, 1 AS d, 0 AS c FROM moves UNION ALL SELECT credit_id, 0, 1 FROM moves) sides GROUP BY account
      ) s WHERE a.id = s.account`.execute(tx);
  });
}

/** Enough accounts for the fill to choose from. */
if (players < 9_000) throw new Error("the fill chooses among the first 8,002 players");
