import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** How many campaigns there are to look at. */
export async function countCampaigns(db: Database): Promise<number> {
  const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM sponsor_campaigns`.execute(db);
  return Number(rows[0]!.total);
}
