import type { Audit } from "@oneheart/kernel";
import { sql } from "kysely";

/** Everything counted has a place of its own, without gaps, so that the lists up to a place are whole. */
export const auditPositions: Audit = async function* (db) {
  const { rows } = await sql<{ kept: string; counted: string; highest: string }>`
    SELECT p.position::text AS kept, count(DISTINCT x.position)::text AS counted, coalesce(max(x.position), 0)::text AS highest
    FROM sponsor_position p LEFT JOIN (
      SELECT position FROM campaign_actions UNION ALL SELECT position FROM campaign_corrections
      UNION ALL SELECT position FROM sponsor_contributions WHERE position IS NOT NULL
    ) x ON true GROUP BY p.position`.execute(db);
  const [{ kept, counted, highest }] = rows as [(typeof rows)[number]];
  const agree = kept === counted && kept === highest;
  const message = `${kept} places given, ${counted} found, the last one is ${highest}`;
  const findings = agree ? [] : [{ code: "sponsor_positions_differ", ref: "sponsors' figures", message }];
  yield { check: "sponsor_positions", checked: 1, of: 1, findings };
};
