import type { Output } from "@oneheart/contracts";
import type { impactInternal } from "@oneheart/contracts/internal";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

type CountedAward = Output<typeof impactInternal.operations.listAwards>["items"][number];

/** Awards after an action, each with its corrections in their order. */
export async function countedAwards(
  db: Database,
  after: string | undefined,
  limit: number,
): Promise<Array<Omit<CountedAward, "recorded_at"> & { recorded_at: Date }>> {
  const { rows } = await sql<Omit<CountedAward, "recorded_at"> & { recorded_at: Date }>`
    SELECT a.ledger_transaction_id AS ledger_id, a.action_id, a.mission_id, a.zone_id, a.player_id, a.xp::float8 AS xp,
      a.tokens::float8 AS tokens, a.credits_minor::float8 AS credits_minor, a.facts->>'action_day' AS action_day,
      a.facts->>'mission_type' AS mission_type, (a.facts#>>'{calculation,duration_minutes}')::int AS minutes,
      (a.facts#>>'{calculation,beneficiaries_count}')::int AS people, a.recorded_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'ledger_id', x.ledger_transaction_id,
          'recorded_at', to_char(x.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY x.recorded_at, x.id), '[]')
        FROM impact_corrections x WHERE x.action_id = a.action_id AND x.kind <> 'claim') AS corrections
    FROM impact_awards a WHERE ${after === undefined ? sql`true` : sql`a.action_id > ${after}::uuid`}
    ORDER BY a.action_id LIMIT ${limit}`.execute(db);
  return rows;
}
