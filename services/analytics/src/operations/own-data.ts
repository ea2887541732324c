import { analyticsInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

const whose = (id: string) => sql`p.player_id = ${id}`;

/** What is counted of a person: verified actions, the days on which they were active, and the steps to which they came. */
export const ownData = handleOwnData(analyticsInternal.operations.ownData, [
  ownTable({
    name: "counted_actions",
    from: sql`analytics_entries t JOIN analytics_players p ON p.no = t.player_no`,
    columns: sql`t.kind, t.action_id, t.mission_id, t.zone_id, t.mission_type, t.day, t.minutes, t.people, t.xp, t.tokens, t.credits_minor, t.at`,
    whose,
    key: { column: "t.position", type: "bigint" },
  }),
  ownTable({
    name: "active_days",
    from: sql`analytics_activity t JOIN analytics_players p ON p.no = t.player_no`,
    columns: sql`t.day`,
    whose,
    key: { column: "t.day", type: "date" },
  }),
  ownTable({
    name: "steps",
    from: sql`analytics_steps t JOIN analytics_players p ON p.no = t.player_no`,
    columns: sql`t.step, t.day`,
    whose,
    key: { column: "t.step", type: "text" },
  }),
]);
