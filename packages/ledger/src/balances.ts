import { sql } from "kysely";
import type { LedgerDb } from "./database.ts";
import type { AccountRef } from "./drafts.ts";
import type { Balance } from "./results.ts";
import { balanceOf } from "./rules/balance.ts";
import { accountKey } from "./rules/catalogue.ts";
import { idsAmong } from "./store/accounts.ts";

/** All accounts of one owner. */
export interface OwnerQuery {
  owner_id: string;
}

interface BalanceRow {
  kind: string;
  owner_id: string | null;
  asset: string;
  debits_posted: string;
  credits_posted: string;
  debits_pending: string;
  credits_pending: string;
}

/** Balances of the given accounts in their order (zero where an account does not exist yet), or of all of an owner's. */
export async function readBalances(db: LedgerDb, query: readonly AccountRef[] | OwnerQuery): Promise<Balance[]> {
  if ("owner_id" in query) return (await select(db, sql`a.owner_id = ${query.owner_id}`)).map(toBalance);
  const rows = await select(db, sql`a.id IN (${idsAmong(query)})`);
  const byKey = new Map(rows.map((row) => [accountKey(row), toBalance(row)]));
  return query.map((ref) => byKey.get(accountKey(ref)) ?? balanceOf(ref, nothing));
}

async function select(db: LedgerDb, condition: ReturnType<typeof sql>): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    SELECT a.kind, a.owner_id, s.code AS asset,
      a.debits_posted::text, a.credits_posted::text, a.debits_pending::text, a.credits_pending::text
    FROM ledger_accounts a JOIN ledger_assets s ON s.id = a.asset_id
    WHERE ${condition} ORDER BY a.kind, a.asset_id
  `.execute(db);
  return rows;
}

function toBalance(row: BalanceRow): Balance {
  return balanceOf(row, {
    credits_posted: BigInt(row.credits_posted),
    debits_posted: BigInt(row.debits_posted),
    debits_pending: BigInt(row.debits_pending),
    credits_pending: BigInt(row.credits_pending),
  });
}

const nothing = { credits_posted: 0n, debits_posted: 0n, debits_pending: 0n, credits_pending: 0n };
