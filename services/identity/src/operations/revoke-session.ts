import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { endSession } from "../workflows/end-session.ts";

/** Ends one of one's own sessions, such as that of a lost phone. */
export const revokeSession = handle(identityContract.operations.revokeSession, async ({ id }, ctx) => {
  if (!(await endSession(ctx, id, ctx.principal.playerId, "revoked"))) ctx.fail("session_not_found");
  return {};
});
