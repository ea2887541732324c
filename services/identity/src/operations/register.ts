import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { isReserved, usernameKey } from "../rules/username.ts";
import { openAccount } from "../workflows/new-account.ts";
import { createPlayerOf } from "../workflows/player-of.ts";
import { prepareGrant, startSession } from "../workflows/start-session.ts";

/** Registers a player and begins a session. */
export const register = handle(identityContract.operations.register, async ({ location, ...draft }, ctx) => {
  if (isReserved(usernameKey(draft.username))) ctx.fail("username_taken");
  const account = await openAccount(ctx, { ...draft, role: "player" });
  if (typeof account === "string") return ctx.fail(account);

  const player = await createPlayerOf(ctx, account, location);
  return startSession(ctx, await prepareGrant(ctx, account, player));
});
