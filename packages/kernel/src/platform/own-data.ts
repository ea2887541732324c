import { platformInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { handleOwnData, ownTable } from "../own-data.ts";

/** The person's acts in the audit log, and those of weight that the person asked for or decided. */
export const ownData = handleOwnData(platformInternal.operations.ownData, [
  ownTable({
    name: "audit_log",
    from: sql`audit_log t`,
    columns: sql`t.id, t.at, t.role, t.operation, t.target, t.ip_address, t.outcome`,
    whose: (id) => sql`t.actor_id = ${id}`,
  }),
  ownTable({
    name: "approvals",
    from: sql`approvals t`,
    columns: sql`t.id, t.operation, t.record, t.status, t.difference, t.requested_at, t.decided_at, t.reason, t.alone`,
    whose: (id) => sql`(t.requested_by = ${id} OR t.decided_by = ${id})`,
  }),
]);
