import { type BaseContext, networkOf, type Source } from "@oneheart/kernel";
import type { AccountRow } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { traceStore } from "../store/traces.ts";
import { sessionOfDevice } from "./device-token.ts";
import { type GuessCounter, type GuessLimit, guessCounter } from "./guesses.ts";
import { tracesOf } from "./traces.ts";

const minute_ms = 60_000;
/** Wrong passwords for one name from one network, or from one known device. */
const fromOnePlace = { max: 10, window_ms: 15 * minute_ms };
/** Wrong passwords for any names from one network. */
const fromOneNetwork = { max: 50, window_ms: 15 * minute_ms, outlives_success: true };
/** Wrong passwords for one name from everywhere together. */
const fromEverywhere = { max: 100, window_ms: 60 * minute_ms };

/** What a log-in says about itself. `name` is what the account is looked up by, whether there is one or not. */
interface Attempt {
  name: string;
  account: AccountRow | undefined;
  device_token: string | undefined;
}

/**
 * Who must wait after wrong passwords. A name is slowed down for the network that guesses, so that nobody can lock somebody
 * else's account; a device that the account was used with is counted by itself (OWASP, "Slow down online guessing attacks with
 * device cookies"). Names that nobody has are counted in the same way.
 */
export async function loginThrottle(ctx: BaseContext & { source: Source }, attempt: Attempt): Promise<GuessCounter> {
  const { account, device_token } = attempt;
  const device = account && (await knownDevice(ctx, account.id, device_token));
  if (device !== undefined) return guessCounter(ctx, [{ key: `device:${device}`, ...fromOnePlace }]);
  const network = networkOf(ctx.source.ip);
  const name = ctx.vault.blindIndex(`${account?.guess_epoch ?? 0} ${attempt.name}`, "login.name");
  const limits: GuessLimit[] = [
    { key: `name:${name}:${network}`, ...fromOnePlace },
    { key: `network:${network}`, ...fromOneNetwork },
  ];
  const isKnown = account !== undefined && (await traceStore(ctx).hasSeen(account.id, tracesOf(ctx.source, ctx.vault)));
  return guessCounter(ctx, isKnown ? limits : [...limits, { key: `name:${name}`, ...fromEverywhere }]);
}

/** The session that a device got its token with, unless it ended because the device is not the owner's any more. */
async function knownDevice(ctx: BaseContext, account_id: string, token: string | undefined): Promise<string | undefined> {
  const session_id = token === undefined ? undefined : sessionOfDevice(ctx.vault, token, account_id);
  if (session_id === undefined) return undefined;
  return (await sessionStore(ctx).isTrusted(session_id, account_id)) ? session_id : undefined;
}
