/**
 * The baseline of bench:writes: the same double entry in plain SQL behind a bare Fastify handler, one database transaction a
 * request; no session, idempotency, events or log.
 */
import { randomUUID } from "node:crypto";
import fastify from "fastify";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
await pool.query(`
  CREATE SCHEMA IF NOT EXISTS plain;
  CREATE TABLE plain.accounts (id int PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0));
  CREATE TABLE plain.transactions (id uuid PRIMARY KEY, memo text, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE plain.entries (transaction_id uuid NOT NULL REFERENCES plain.transactions (id), account_id int NOT NULL REFERENCES plain.accounts (id),
    amount bigint NOT NULL, PRIMARY KEY (transaction_id, account_id));
  CREATE INDEX ON plain.entries (account_id);
  INSERT INTO plain.accounts SELECT n, 1000000000 FROM generate_series(0, 9999) AS n;`);

interface Transfer {
  from: number;
  to: number;
  amount: number;
}

async function move({ from, to, amount }: Transfer): Promise<{ transfer_id: string; amount: number; balance: number }> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ id: number; balance: string }>(
      "SELECT id, balance FROM plain.accounts WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
      [[from, to]],
    );
    const balance = Number(rows.find((row) => row.id === from)!.balance) - amount;
    if (balance < 0) throw new Error("insufficient funds");
    const transfer_id = randomUUID();
    await client.query("INSERT INTO plain.transactions (id) VALUES ($1)", [transfer_id]);
    await client.query("INSERT INTO plain.entries (transaction_id, account_id, amount) VALUES ($1, $2, $4), ($1, $3, $5)", [
      transfer_id,
      from,
      to,
      -amount,
      amount,
    ]);
    await client.query("UPDATE plain.accounts SET balance = balance + CASE id WHEN $1 THEN -$3::bigint ELSE $3 END WHERE id IN ($1, $2)", [
      from,
      to,
      amount,
    ]);
    await client.query("COMMIT");
    return { transfer_id, amount, balance };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const server = fastify();
server.post<{ Body: Transfer }>("/transfer", async ({ body }, reply) => reply.code(201).send(await move(body)));
console.log(`ready at ${await server.listen({ port: 0, host: "127.0.0.1" })}`);
process.on("SIGTERM", () => process.exit(0));
