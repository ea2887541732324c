import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface TraceKey {
  kind: "device" | "address";
  key: string;
}
/** A trace with how many accounts were seen with it. */
interface SharedTrace extends TraceKey {
  accounts: number;
}
interface TracedAccount {
  id: string;
  created_at: Date;
  traces: SharedTrace[];
}

const perAccount = 40;
const countedMax = 50;

/** With how many accounts the trace of a row was seen, counted up to a limit. */
function accountsWith(row: "newest" | "asked") {
  const [kind, key] = [sql.ref(`${row}.kind`), sql.ref(`${row}.key`)];
  return sql`(SELECT count(*)::int FROM (SELECT FROM account_traces t WHERE t.kind = ${kind} AND t.key = ${key} LIMIT ${countedMax}) AS counted)`;
}

/** Devices and addresses that accounts were seen with. */
export function traceStore({ db }: { db: Database }) {
  return {
    async see(account_id: string, traces: readonly TraceKey[], at: Date): Promise<void> {
      if (traces.length === 0) return;
      await sql`
        INSERT INTO account_traces AS t (account_id, kind, key, last_seen_at)
        SELECT ${account_id}::uuid, kind, key, ${at}
        FROM jsonb_to_recordset(${JSON.stringify(traces)}::jsonb) AS seen (kind text, key text) ORDER BY kind, key
        ON CONFLICT (account_id, kind, key) DO UPDATE SET last_seen_at = greatest(t.last_seen_at, excluded.last_seen_at)`.execute(db);
    },
    /** Accounts with the newest of their traces; unknown ones are left out. */
    async of(account_ids: readonly string[]): Promise<TracedAccount[]> {
      const { rows } = await sql<TracedAccount>`
        SELECT a.id, a.created_at, (
          SELECT coalesce(jsonb_agg(seen), '[]') FROM (
            SELECT kind, key, ${accountsWith("newest")} AS accounts
            FROM (SELECT kind, key FROM account_traces WHERE account_id = a.id ORDER BY last_seen_at DESC LIMIT ${perAccount}) AS newest
          ) AS seen
        ) AS traces FROM accounts a WHERE a.id = ANY(${account_ids}::uuid[])`.execute(db);
      return rows;
    },
    async shares(traces: readonly TraceKey[]): Promise<SharedTrace[]> {
      if (traces.length === 0) return [];
      const { rows } = await sql<SharedTrace>`
        SELECT kind, key, ${accountsWith("asked")} AS accounts
        FROM jsonb_to_recordset(${JSON.stringify(traces)}::jsonb) AS asked (kind text, key text)`.execute(db);
      return rows;
    },
    /** Whether an account was seen with a device before. */
    async hasSeen(account_id: string, traces: readonly TraceKey[]): Promise<boolean> {
      const device = traces.find(({ kind }) => kind === "device");
      if (device === undefined) return false;
      const { rows } = await sql`
        SELECT FROM account_traces WHERE account_id = ${account_id} AND kind = 'device' AND key = ${device.key}`.execute(db);
      return rows.length === 1;
    },
    async deleteAll(account_id: string): Promise<void> {
      await sql`DELETE FROM account_traces WHERE account_id = ${account_id}`.execute(db);
    },
    /** How many were deleted. */
    async purge(before: Date, limit: number): Promise<number> {
      const done = await sql`
        DELETE FROM account_traces WHERE (account_id, kind, key) IN
          (SELECT account_id, kind, key FROM account_traces WHERE last_seen_at < ${before} LIMIT ${limit})`.execute(db);
      return Number(done.numAffectedRows);
    },
  };
}
