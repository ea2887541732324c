import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { endSession } from "../workflows/end-session.ts";

/** Ends the session that asks. */
export const logout = handle(identityContract.operations.logout, async (_input, ctx) => {
  const { sessionId, playerId } = ctx.principal;
  await endSession(ctx, sessionId, playerId, "logout");
  return {};
});
