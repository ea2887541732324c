import { platformInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { handleOwnData, ownTable } from "../own-data.ts";

/** The person's acts in the audit log. */
export const ownData = handleOwnData(platformInternal.operations.ownData, [
  ownTable({
    name: "audit_log",
    from: sql`audit_log t`,
    columns: sql`t.id, t.at, t.role, t.operation, t.target, t.ip_address, t.outcome`,
    whose: (id) => sql`t.actor_id = ${id}`,
  }),
]);
