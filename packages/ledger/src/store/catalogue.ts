import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { AccountKind, Asset, Catalogue } from "../rules/catalogue.ts";

interface CatalogueRow {
  ledger_id: string;
  assets: string;
  kinds: string;
}

/** Reads the assets and account kinds: a handful of rows, so they are read each time and never stale. */
export async function loadCatalogue(db: LedgerDb): Promise<Catalogue> {
  const { rows } = await sql<CatalogueRow>`
    SELECT id AS ledger_id,
      (SELECT json_agg(a)::text FROM ledger_assets a) AS assets, (SELECT json_agg(k)::text FROM ledger_account_kinds k) AS kinds
    FROM ledger_identity
  `.execute(db);
  const { ledger_id, ...row } = rows[0]!;
  const assets: Asset[] = JSON.parse(row.assets);
  const kinds: AccountKind[] = JSON.parse(row.kinds);
  return {
    ledger_id,
    assets: new Map(assets.map((asset) => [asset.code, asset])),
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
  };
}
