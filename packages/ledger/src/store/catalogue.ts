import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { AccountKind, Asset, Catalogue } from "../rules/catalogue.ts";

interface CatalogueRow {
  ledger_id: string;
  assets: string;
  kinds: string;
  sees_only_committed: boolean;
}

/** A catalogue as read in a transaction. While that has written nothing, all that it sees is committed. */
export interface LoadedCatalogue extends Catalogue {
  sees_only_committed: boolean;
}

/** Reads the assets and account kinds: a handful of rows, so they are read each time and never stale. */
export async function loadCatalogue(db: LedgerDb): Promise<LoadedCatalogue> {
  const { rows } = await sql<CatalogueRow>`
    SELECT id AS ledger_id, pg_current_xact_id_if_assigned() IS NULL AS sees_only_committed,
      (SELECT json_agg(a)::text FROM ledger_assets a) AS assets, (SELECT json_agg(k)::text FROM ledger_account_kinds k) AS kinds
    FROM ledger_identity
  `.execute(db);
  const { ledger_id, sees_only_committed, ...row } = rows[0]!;
  const assets: Asset[] = JSON.parse(row.assets);
  const kinds: AccountKind[] = JSON.parse(row.kinds);
  return {
    ledger_id,
    sees_only_committed,
    assets: new Map(assets.map((asset) => [asset.code, asset])),
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
  };
}
