import { createHash, randomBytes } from "node:crypto";
import { newId } from "@oneheart/kernel";
import pg from "pg";
import { percentile } from "../report.ts";
import type { Load } from "./load.ts";
import { players, spread } from "./transfers.ts";

const workers = 20;

const tables = `
  CREATE SCHEMA plain;
  CREATE TABLE plain.accounts (id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0), version bigint NOT NULL DEFAULT 0);
  CREATE TABLE plain.transactions (id uuid PRIMARY KEY, seq bigserial UNIQUE, kind text NOT NULL, reason_ref text NOT NULL,
    occurred_at timestamptz NOT NULL, idempotency_hash bytea NOT NULL UNIQUE, fingerprint bytea NOT NULL);
  CREATE TABLE plain.transfers (id uuid PRIMARY KEY, transaction_id uuid NOT NULL REFERENCES plain.transactions (id),
    debit_account_id bigint NOT NULL REFERENCES plain.accounts (id), credit_account_id bigint NOT NULL REFERENCES plain.accounts (id),
    amount bigint NOT NULL CHECK (amount > 0), seq bigserial);
  CREATE INDEX ON plain.transfers (debit_account_id, seq);
  CREATE INDEX ON plain.transfers (credit_account_id, seq);
  INSERT INTO plain.accounts SELECT n, 1000000000 FROM generate_series(0, ${players - 1}) AS n;`;

/** The same double entry, one database transaction a transfer: row locks, plain SQL, the same keys and checks; nothing is sealed. */
export async function baseline(url: string, seconds: number): Promise<Load> {
  const pool = new pg.Pool({ connectionString: url, max: workers });
  await pool.query(tables);
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async () => {
    const client = await pool.connect();
    for (let now = performance.now(); now < end; ) {
      await transfer(client);
      const done = performance.now();
      latencies.push(done - now);
      now = done;
    }
    client.release();
  };
  await Promise.all(Array.from({ length: workers }, worker));
  const took = (performance.now() - start) / 1000;
  await pool.query("DROP SCHEMA plain CASCADE");
  await pool.end();
  return { per_s: latencies.length / took, p50_ms: percentile(latencies, 50), p99_ms: percentile(latencies, 99) };
}

async function transfer(client: pg.PoolClient): Promise<void> {
  const [from, to] = spread();
  const [id, hash] = [newId(), createHash("sha256").update(randomBytes(16)).digest()];
  await client.query("BEGIN");
  const { rows: repeated } = await client.query("SELECT id, fingerprint FROM plain.transactions WHERE idempotency_hash = $1", [hash]);
  if (repeated.length > 0) throw new Error("a random key was used before");
  const { rows } = await client.query<{ id: string; balance: string }>(
    "SELECT id, balance FROM plain.accounts WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
    [[from, to]],
  );
  if (Number(rows.find((row) => Number(row.id) === from)!.balance) < 1) throw new Error("a player ran out of tokens");
  await client.query(
    "INSERT INTO plain.transactions (id, kind, reason_ref, occurred_at, idempotency_hash, fingerprint) VALUES ($1, 'token.transfer', $2, $3, $4, $4)",
    [id, `transfer:${id}`, new Date(), hash],
  );
  await client.query(
    "INSERT INTO plain.transfers (id, transaction_id, debit_account_id, credit_account_id, amount) VALUES ($1, $2, $3, $4, 1)",
    [newId(), id, from, to],
  );
  await client.query("UPDATE plain.accounts SET balance = balance - 1, version = version + 1 WHERE id = $1", [from]);
  await client.query("UPDATE plain.accounts SET balance = balance + 1, version = version + 1 WHERE id = $1", [to]);
  await client.query("COMMIT");
}
