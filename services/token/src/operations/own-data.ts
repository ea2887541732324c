import { tokenInternal } from "@oneheart/contracts/internal";
import { handleOwnData, type OwnDataSection, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { codeStore } from "../store/codes.ts";
import { openCode } from "../workflows/codes.ts";

/** The codes that the person was shown; all others are nobody's yet. */
const codes: OwnDataSection = {
  name: "reward_codes",
  async page(ctx, player_id, after, limit) {
    const rows = await codeStore(ctx).ofPlayer(player_id, after, limit);
    return rows.map(({ redemption_id, code_sealed }) => ({
      key: redemption_id,
      record: { redemption_id, code: openCode(code_sealed, ctx) },
    }));
  },
};

/** Redemptions, with their codes, and transfers. Of the other side only its id is told. */
export const ownData = handleOwnData(tokenInternal.operations.ownData, [
  ownTable({
    name: "redemptions",
    from: sql`redemptions t`,
    columns: sql`t.id, t.reward_id, t.name, t.category, t.price_tokens, t.fulfilment, t.status, t.cancel_reason, t.expires_at, t.created_at,
      t.resolved_at, t.refunded_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  codes,
  ownTable({
    name: "transfers",
    from: sql`token_transfers t`,
    columns: sql`t.id, t.from_player_id, t.to_player_id, t.amount, t.memo, t.created_at`,
    whose: (id) => sql`(t.from_player_id = ${id} OR t.to_player_id = ${id})`,
  }),
]);
