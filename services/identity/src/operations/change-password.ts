import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { announceEnds } from "../workflows/end-session.ts";
import { guessCounter } from "../workflows/guesses.ts";
import { hashPassword, verifyPassword } from "../workflows/passwords.ts";

/** Changes the password and ends every session but the one that asks. */
export const changePassword = handle(identityContract.operations.changePassword, async ({ current_password, new_password }, ctx) => {
  const { playerId, sessionId } = ctx.principal;
  const guesses = guessCounter(ctx, "account", playerId);
  await guesses.refuse();
  const account = await accountStore(ctx).find(playerId);
  if (!(await verifyPassword(account?.password_hash, current_password)) || account === undefined) {
    await guesses.wrong();
    return ctx.fail("wrong_credentials");
  }

  const password_hash = await hashPassword(new_password);
  const ended = await ctx.transaction(async (tx) => {
    const replaced = await accountStore(tx).replacePassword(account.id, account.password_hash, password_hash);
    if (!replaced) ctx.fail("wrong_credentials");
    return sessionStore(tx).endAll(account.id, "password_changed", ctx.clock.now(), sessionId);
  });
  await announceEnds(ctx, ended);
  return {};
});
