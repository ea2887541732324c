import type { identityContract } from "@oneheart/contracts";
import { type Context, othersWhoMayApprove } from "@oneheart/kernel";

type Makes = Context<typeof identityContract.operations.createAccount | typeof identityContract.operations.createInvitation>;

/**
 * Where acts need a second person, nobody makes that person alone: an account or an invitation cannot have the administrator's role from
 * the start, and giving it later is an act that somebody approves. What the program itself asks, as from the console, is not refused.
 */
export async function refuseSecondAdmin(ctx: Makes): Promise<void> {
  if (ctx.principal.role === "admin" && (await othersWhoMayApprove(ctx, ["admin"])).length > 0) ctx.fail("admin_role_needs_approval");
}
