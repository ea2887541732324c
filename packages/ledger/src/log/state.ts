import type { TreeState } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerLogError } from "./error.ts";

interface StateRow {
  origin: string;
  size: string;
  edge: Buffer[];
}

/** Begins the log under its origin, once; refuses another origin later (`origin_differs`). */
export async function openLog(db: LedgerDb, origin: string): Promise<void> {
  await sql`INSERT INTO log_state (origin) VALUES (${origin}) ON CONFLICT DO NOTHING`.execute(db);
  const { rows } = await sql<{ origin: string }>`SELECT origin FROM log_state`.execute(db);
  if (rows[0]!.origin !== origin)
    throw new LedgerLogError("origin_differs", `the log is ${rows[0]!.origin}, and was to be continued as ${origin}`);
}

/** The tree as it was last committed; undefined before the log is opened. */
export async function readState(db: LedgerDb): Promise<(TreeState & { origin: string }) | undefined> {
  const { rows } = await sql<StateRow>`SELECT origin, size::text, edge FROM log_state`.execute(db);
  return rows[0] && { ...rows[0], size: Number(rows[0].size) };
}

/** The same, locked until the transaction ends; undefined when another sequencer has it. */
export async function lockState(db: LedgerDb): Promise<TreeState | undefined> {
  const { rows } = await sql<StateRow>`SELECT origin, size::text, edge FROM log_state FOR UPDATE SKIP LOCKED`.execute(db);
  return rows[0] && { size: Number(rows[0].size), edge: rows[0].edge };
}

export async function writeState(db: LedgerDb, { size, edge }: TreeState): Promise<void> {
  await sql`UPDATE log_state SET size = ${size}, edge = ${edge.map((data) => Buffer.from(data))}::bytea[]`.execute(db);
}
