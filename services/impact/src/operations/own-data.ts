import { impactInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

/** Awards, and what was taken back or given again. */
export const ownData = handleOwnData(impactInternal.operations.ownData, [
  ownTable({
    name: "awards",
    from: sql`impact_awards t`,
    columns: sql`t.action_id, t.ledger_transaction_id, t.quest_id, t.mission_id, t.zone_id, t.rule_set, t.xp, t.tokens, t.credits_minor,
      t.badges, t.recorded_at`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.action_id", type: "uuid" },
  }),
  ownTable({
    name: "corrections",
    from: sql`impact_corrections t`,
    columns: sql`t.action_id, t.kind, t.ledger_transaction_id, t.xp, t.tokens, t.credits_minor, t.reason_code, t.recorded_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
]);
