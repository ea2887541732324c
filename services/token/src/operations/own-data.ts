import { tokenInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

/** Redemptions and transfers. Of the other side only its id is told. */
export const ownData = handleOwnData(tokenInternal.operations.ownData, [
  ownTable({
    name: "redemptions",
    from: sql`redemptions t`,
    columns: sql`t.id, t.reward_id, t.name, t.category, t.price_tokens, t.status, t.cancel_reason, t.created_at, t.resolved_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  ownTable({
    name: "transfers",
    from: sql`token_transfers t`,
    columns: sql`t.id, t.from_player_id, t.to_player_id, t.amount, t.memo, t.created_at`,
    whose: (id) => sql`(t.from_player_id = ${id} OR t.to_player_id = ${id})`,
  }),
]);
