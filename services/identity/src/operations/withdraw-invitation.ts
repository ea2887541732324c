import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { invitationStore } from "../store/invitations.ts";

/** Nobody registers with it any more. Doing it again changes nothing. */
export const withdrawInvitation = handle(identityContract.operations.withdrawInvitation, async ({ id }, ctx) => {
  if (!(await invitationStore(ctx).withdraw(id, ctx.clock.now()))) ctx.fail("invitation_not_found");
  return {};
});
