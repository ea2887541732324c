import { identityInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownRecord, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { presentOwnAccount } from "../present.ts";
import { accountStore } from "../store/accounts.ts";

/** Account, sessions, and what an administrator invited to. Traces are keyed hashes, which say nothing to anybody. */
export const ownData = handleOwnData(identityInternal.operations.ownData, [
  ownRecord("account", async (ctx, player_id) => {
    const account = await accountStore(ctx).find(player_id);
    return account && { ...(await presentOwnAccount(ctx, account)) };
  }),
  ownTable({
    name: "sessions",
    from: sql`auth_sessions t`,
    columns: sql`t.id, t.device, t.ip_address, t.created_at, t.last_used_at, t.expires_at, t.ended_at, t.end_reason`,
    whose: (id) => sql`t.account_id = ${id}`,
  }),
  ownTable({
    name: "invitations",
    from: sql`invitations t`,
    columns: sql`t.id, t.role, t.note, t.uses, t.uses_max, t.created_at, t.expires_at`,
    whose: (id) => sql`t.created_by = ${id}`,
  }),
]);
