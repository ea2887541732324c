import { sql } from "kysely";

/** True of an award `a` that was not taken back, or was given again. */
export const standing = sql`NOT EXISTS (SELECT FROM impact_corrections x WHERE x.action_id = a.action_id AND x.kind = 'reversal')
  OR EXISTS (SELECT FROM impact_corrections x WHERE x.action_id = a.action_id AND x.kind = 'reinstatement')`;
