import type { BaseContext } from "@oneheart/kernel";
import { identityState } from "../state.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import { sessionGuesses } from "./guesses.ts";
import { verifyPassword } from "./passwords.ts";

/** The account of the session that asks, when the password is right; a wrong one is counted. Throws `rate_limited` after too many. */
export async function provePassword(ctx: BaseContext, password: string): Promise<AccountRow | undefined> {
  const guesses = sessionGuesses(ctx);
  await guesses.refuse();
  const account = await accountStore(ctx).find(ctx.principal.playerId);
  if (await verifyPassword(account?.password_hash, password, ctx.state(identityState))) return account;
  await guesses.wrong();
  return undefined;
}
