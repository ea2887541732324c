import { socialInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

/** What the person said and voted, and where the person was as a witness. */
export const ownData = handleOwnData(socialInternal.operations.ownData, [
  ownTable({
    name: "witness_statements",
    from: sql`witnesses t`,
    columns: sql`t.id, t.action_id, t.proof_id, t.zone_id, t.verdict, t.statement, t.lat, t.lng, t.created_at`,
    whose: (id) => sql`t.witness_player_id = ${id}`,
  }),
  ownTable({
    name: "comments",
    from: sql`comments t`,
    columns: sql`t.id, t.action_id, t.reply_to, t.text, t.created_at, t.removed_at`,
    whose: (id) => sql`t.author_player_id = ${id}`,
  }),
  ownTable({
    name: "votes",
    from: sql`upvotes t`,
    columns: sql`t.action_id, t.value, t.created_at, t.updated_at`,
    whose: (id) => sql`t.voter_player_id = ${id}`,
  }),
  ownTable({
    name: "communities",
    from: sql`community_members t`,
    columns: sql`t.zone_id, t.actions, t.xp, t.statements, t.last_action_at, t.last_statement_at`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.zone_id", type: "uuid" },
  }),
]);
