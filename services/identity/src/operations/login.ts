import { identityContract } from "@oneheart/contracts";
import { type Context, handle, type Tx } from "@oneheart/kernel";
import { isLocked, lockedUntil } from "../rules/lockout.ts";
import { usernameKey } from "../rules/username.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import type { SessionRow } from "../store/sessions.ts";
import { emailHash } from "../workflows/email.ts";
import { guessCounter } from "../workflows/guesses.ts";
import { verifyPassword } from "../workflows/passwords.ts";
import { playerOf } from "../workflows/player-of.ts";
import { announceSession, type Grant, prepareGrant, saveSession } from "../workflows/start-session.ts";

/** Begins a session. An unknown name and a wrong password take the same time and get the same answer. */
export const login = handle(identityContract.operations.login, async ({ identifier, password }, ctx) => {
  const guesses = guessCounter(ctx, "address", ctx.source.ip);
  await guesses.refuse();
  const account = await findAccount(ctx, identifier);
  if (account !== undefined && isLocked(account, ctx.clock.now())) failLocked(ctx, account);

  const matches = await verifyPassword(account?.password_hash, password);
  const grant = account && matches ? await prepareGrant(ctx, account, await playerOf(ctx, account)) : undefined;
  const outcome = await ctx.transaction((tx) => settle(tx, ctx, account, grant));
  if (outcome.granted !== undefined) return announceSession(ctx, outcome.granted, outcome.session);

  await guesses.wrong();
  if (outcome.locked !== undefined) failLocked(ctx, outcome.locked);
  return ctx.fail("wrong_credentials");
});

type Settled = { granted: Grant; session: SessionRow; locked?: undefined } | { granted?: undefined; locked?: AccountRow };
type LoginContext = Context<typeof identityContract.operations.login>;

function findAccount(ctx: LoginContext, identifier: string): Promise<AccountRow | undefined> {
  const accounts = accountStore(ctx);
  return identifier.includes("@")
    ? accounts.findByEmail(emailHash(ctx.vault, identifier))
    : accounts.findByUsername(usernameKey(identifier));
}

/**
 * Counts a failure or begins the session. The account is looked at again under its lock: of many guesses at once, none is told
 * right or wrong after the one that locked it. For an unknown name the same statements run and touch no row.
 */
async function settle(tx: Tx, ctx: LoginContext, tried: AccountRow | undefined, grant: Grant | undefined): Promise<Settled> {
  const accounts = accountStore(tx);
  const id = tried?.id ?? ctx.newId();
  const account = await accounts.lock(id);
  if (account !== undefined && isLocked(account, ctx.clock.now())) return { locked: account };
  if (account === undefined || grant === undefined || account.password_hash !== tried?.password_hash) {
    const failures = (account?.failed_logins ?? 0) + 1;
    await accounts.setFailures(id, failures, lockedUntil(failures, ctx.clock.now()));
    return {};
  }
  if (account.failed_logins > 0) await accounts.setFailures(id, 0, null);
  // The role may have changed since; sessions of the old one ended then.
  const granted = { ...grant, account };
  return { granted, session: await saveSession(tx, granted, ctx.source) };
}

function failLocked(ctx: LoginContext, account: AccountRow): never {
  ctx.fail("account_locked", { locked_until: account.locked_until?.toISOString() });
}
