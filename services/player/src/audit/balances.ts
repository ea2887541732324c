import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_PLAYERS = 1_000;
const PAGE_ACCOUNTS = 2_000;

interface PlayerRow {
  id: string;
  /** XP, HEART and CREDIT, as text with slashes between. */
  kept: string;
  posted: string;
}

/** Each player's `total_xp`, `heart_tokens` and `impact_credits` are the balances of the player's accounts. */
export const auditPlayerBalances = auditTable<PlayerRow>({
  check: "player_balances",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM players`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const { rows } = await sql<PlayerRow>`
      SELECT p.id, concat_ws('/', p.total_xp, p.heart_tokens, p.impact_credits) AS kept,
        concat_ws('/', coalesce(b.xp, 0), coalesce(b.heart, 0), coalesce(b.credit, 0)) AS posted
      FROM (
        SELECT * FROM players WHERE ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} ORDER BY id LIMIT ${PAGE_PLAYERS}
      ) p
      CROSS JOIN LATERAL (
        SELECT sum(a.credits_posted - a.debits_posted) FILTER (WHERE s.code = 'XP') AS xp,
          sum(a.credits_posted - a.debits_posted) FILTER (WHERE s.code = 'HEART') AS heart,
          sum(a.credits_posted - a.debits_posted) FILTER (WHERE s.code = 'CREDIT') AS credit
        FROM ledger_accounts a JOIN ledger_assets s ON s.id = a.asset_id WHERE a.owner_id = p.id::text AND a.kind = 'player'
      ) b
      ORDER BY p.id`.execute(db);
    return rows;
  },
  keyOf: (row) => row.id,
  findingsOf: ({ id, kept, posted }): AuditFinding[] => {
    if (kept === posted) return [];
    return [{ code: "player_balance_differs", ref: `player ${id}`, message: `${kept} (XP/HEART/CREDIT) against ${posted} in the ledger` }];
  },
});

interface AccountRow {
  id: string;
  owner_id: string;
  asset: string;
  has_player: boolean;
}

/** Each account of a player belongs to a player who exists; those of erased people name nobody. */
export const auditPlayerAccounts = auditTable<AccountRow>({
  check: "player_accounts",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ledger_accounts WHERE kind = 'player'`.execute(db);
    return Number(rows[0]!.total);
  },
  page: readAccounts,
  keyOf: (row) => row.id,
  findingsOf: ({ id, owner_id, asset, has_player }): AuditFinding[] =>
    has_player ? [] : [{ code: "account_without_player", ref: `account ${id}`, message: `${asset} of ${owner_id}, who is no player` }],
});

async function readAccounts(db: Database, after = "0"): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    SELECT a.id::text, a.owner_id, s.code AS asset, p.id IS NOT NULL OR a.owner_id LIKE 'erased:%' AS has_player
    FROM ledger_accounts a
    JOIN ledger_assets s ON s.id = a.asset_id
    LEFT JOIN players p
      ON p.id = CASE WHEN a.owner_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN a.owner_id::uuid END
    WHERE a.kind = 'player' AND a.id > ${after}::bigint ORDER BY a.id LIMIT ${PAGE_ACCOUNTS}`.execute(db);
  return rows;
}
