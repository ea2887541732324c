import { questInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

/** Quests, and what happened to each. */
export const ownData = handleOwnData(questInternal.operations.ownData, [
  ownTable({
    name: "quests",
    from: sql`quest_assignments t`,
    columns: sql`t.id, t.mission_id, t.zone_id, t.mission_type, t.quest_type, t.title, t.status, t.started_at, t.expires_at, t.submitted_at,
      t.completed_at, t.failure_reason`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  ownTable({
    name: "quest_events",
    from: sql`quest_events t JOIN quest_assignments q ON q.id = t.quest_id`,
    columns: sql`t.quest_id, t.event, t.at, t.detail`,
    whose: (id) => sql`q.player_id = ${id}`,
  }),
]);
