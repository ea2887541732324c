import { sponsorInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

/** Organisations that one belongs to, what one gave, and what is reserved for one's quests. */
export const ownData = handleOwnData(sponsorInternal.operations.ownData, [
  ownTable({
    name: "memberships",
    from: sql`sponsor_members t JOIN sponsor_organisations o ON o.id = t.organisation_id`,
    columns: sql`t.organisation_id, o.name, t.member_role`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.organisation_id", type: "uuid" },
  }),
  ownTable({
    name: "contributions",
    from: sql`sponsor_contributions t`,
    columns: sql`t.id, t.campaign_id, t.amount_minor, t.method, t.status, t.reference, t.matched_minor, t.created_at, t.paid_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  ownTable({
    name: "reserved_rewards",
    from: sql`reward_reservations t`,
    columns: sql`t.quest_id, t.mission_id, t.tokens, t.state, t.created_at`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.quest_id", type: "uuid" },
  }),
]);
