import { identityContract } from "@oneheart/contracts";
import { type Context, handle, type Tx } from "@oneheart/kernel";
import { identityState } from "../state.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import type { SessionRow } from "../store/sessions.ts";
import { findByName, nameOf } from "../workflows/find-account.ts";
import { loginThrottle } from "../workflows/login-throttle.ts";
import { verifyPassword } from "../workflows/passwords.ts";
import { playerOf } from "../workflows/player-of.ts";
import { announceSession, type Grant, prepareGrant, saveSession } from "../workflows/start-session.ts";

/** Begins a session. An unknown name and a wrong password take the same time and get the same answer. */
export const login = handle(identityContract.operations.login, async ({ identifier, password, device_token }, ctx) => {
  const name = nameOf(ctx, identifier);
  const account = await findByName(ctx, name);
  const guesses = await loginThrottle(ctx, { name, account, device_token });
  await guesses.refuse();

  const matches = await verifyPassword(account?.password_hash, password, ctx.state(identityState));
  if (matches) await guesses.refuse();
  const grant = account && matches ? await prepareGrant(ctx, account, await playerOf(ctx, account)) : undefined;
  const begun = await ctx.transaction((tx) => begin(tx, ctx, account, grant));
  if (begun !== undefined) {
    await guesses.forget();
    return announceSession(ctx, begun.granted, begun.session);
  }
  await guesses.wrong();
  return ctx.fail("wrong_credentials");
});

type LoginContext = Context<typeof identityContract.operations.login>;

/**
 * Writes the session, unless the password was changed since it was checked. For an unknown name the same statement runs and
 * finds no row.
 */
async function begin(
  tx: Tx,
  ctx: LoginContext,
  tried: AccountRow | undefined,
  grant: Grant | undefined,
): Promise<{ granted: Grant; session: SessionRow } | undefined> {
  const account = await accountStore(tx).lock(tried?.id ?? ctx.newId());
  if (account === undefined || grant === undefined || account.password_hash !== tried?.password_hash) return undefined;
  // The role may have changed since; sessions of the old one ended then.
  const granted = { ...grant, account };
  return { granted, session: await saveSession(tx, granted, ctx.source) };
}
