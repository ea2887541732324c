import { verificationInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

/**
 * What became of the person's evidence, appeals, places of captures, and a reviewer's own opinions. How evidence is weighed stays here,
 * and whose evidence a reviewer looked at, too.
 */
export const ownData = handleOwnData(verificationInternal.operations.ownData, [
  ownTable({
    name: "assessments",
    from: sql`proof_assessments t`,
    columns: sql`t.proof_id, t.action_id, t.quest_id, t.status, t.signals, t.rule_version, t.created_at, t.decided_at`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.proof_id", type: "uuid" },
  }),
  ownTable({
    name: "appeals",
    from: sql`proof_appeals t`,
    columns: sql`t.proof_id, t.statement, t.rejected_because, t.created_at, t.due_at, t.outcome, t.decided_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  ownTable({
    name: "captures",
    from: sql`player_captures t`,
    columns: sql`t.proof_id, t.captured_at, t.received_at, t.lat, t.lng, t.accuracy_m`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.proof_id", type: "uuid" },
  }),
  ownTable({
    name: "reviews",
    from: sql`review_opinions t`,
    columns: sql`t.decision, t.reason_code, t.note, t.created_at`,
    whose: (id) => sql`t.reviewer_id = ${id}`,
  }),
]);
