import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { bigints, smallints, texts, times, uuids } from "./arrays.ts";

export interface HoldInsert {
  id: string;
  transaction_id: string;
  seq: bigint;
  position: number;
  debit_account_id: string;
  credit_account_id: string;
  asset_id: number;
  amount: bigint;
  expires_at: Date | null;
}

export interface ResolutionInsert {
  hold_id: string;
  transaction_id: string;
  seq: bigint;
  position: number;
  outcome: "captured" | "released" | "expired";
  amount_captured: bigint;
}

/** Adds holds and resolutions, and keeps the list of open holds. A hold may be resolved in the batch that makes it. */
export async function writeHolds(db: LedgerDb, holds: readonly HoldInsert[], resolutions: readonly ResolutionInsert[]): Promise<void> {
  if (holds.length > 0) await insertHolds(db, holds);
  if (resolutions.length > 0) await insertResolutions(db, resolutions);
}

async function insertHolds(db: LedgerDb, holds: readonly HoldInsert[]): Promise<void> {
  await sql`
    WITH added AS (
      INSERT INTO ledger_holds
        (id, transaction_id, seq, position, debit_account_id, credit_account_id, asset_id, amount, expires_at)
      SELECT * FROM unnest(
        ${uuids(holds.map((row) => row.id))},
        ${uuids(holds.map((row) => row.transaction_id))},
        ${bigints(holds.map((row) => row.seq))},
        ${smallints(holds.map((row) => row.position))},
        ${bigints(holds.map((row) => row.debit_account_id))},
        ${bigints(holds.map((row) => row.credit_account_id))},
        ${smallints(holds.map((row) => row.asset_id))},
        ${bigints(holds.map((row) => row.amount))},
        ${times(holds.map((row) => row.expires_at))}
      )
      RETURNING id, expires_at
    )
    INSERT INTO ledger_open_holds (hold_id, expires_at) SELECT id, expires_at FROM added
  `.execute(db);
}

async function insertResolutions(db: LedgerDb, resolutions: readonly ResolutionInsert[]): Promise<void> {
  await sql`
    WITH closed AS (DELETE FROM ledger_open_holds WHERE hold_id = ANY(${uuids(resolutions.map((row) => row.hold_id))}))
    INSERT INTO ledger_hold_resolutions (hold_id, transaction_id, seq, position, outcome, amount_captured)
    SELECT * FROM unnest(
      ${uuids(resolutions.map((row) => row.hold_id))},
      ${uuids(resolutions.map((row) => row.transaction_id))},
      ${bigints(resolutions.map((row) => row.seq))},
      ${smallints(resolutions.map((row) => row.position))},
      ${texts(resolutions.map((row) => row.outcome))},
      ${bigints(resolutions.map((row) => row.amount_captured))}
    )
  `.execute(db);
}
