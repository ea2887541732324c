import { identityContract } from "@oneheart/contracts";
import { handle, type Tx, type Vault } from "@oneheart/kernel";
import { hashRefreshToken, judgeRefresh, type RefreshVerdict, writeRefreshToken } from "../rules/refresh-token.ts";
import { accountStore } from "../store/accounts.ts";
import { type PresentedToken, sessionStore } from "../store/sessions.ts";
import { announceEnds } from "../workflows/end-session.ts";
import { playerOf } from "../workflows/player-of.ts";
import { limitRequests } from "../workflows/request-limits.ts";
import { documentUse } from "../workflows/session-documents.ts";
import { type Grant, grantTokens, prepareGrant, saveRefreshToken } from "../workflows/start-session.ts";

/** By session, because a class or an office refreshes from one address. */
const perSession = 30;

/** Trades a refresh token for new tokens, once; asked again soon, because the answer was lost, it gives the same one. */
export const refresh = handle(identityContract.operations.refresh, async ({ refresh_token }, ctx) => {
  const sessions = sessionStore(ctx);
  const hash = hashRefreshToken(refresh_token);
  const presented = (await sessions.findToken(hash)) ?? ctx.fail("refresh_token_invalid");
  await limitRequests(ctx, `refresh:${presented.session_id}`, perSession);
  const account = (await accountStore(ctx).find(presented.account_id))!;
  const successor = successorOf(ctx.vault, refresh_token);
  const successor_waits = await sessions.tokenWaits(hashRefreshToken(successor));
  const isGood = ["valid", "again"].includes(judgeRefresh({ ...presented, successor_waits }, ctx.clock.now()));
  const player = isGood ? await playerOf(ctx, account) : undefined;
  const names = { session_id: presented.session_id, refresh_token: successor };
  const grant = player && (await prepareGrant(ctx, account, player, names));

  const outcome = await ctx.transaction((tx) => trade(tx, hash, grant, ctx.clock.now()));
  if (outcome === "reused") {
    await announceEnds(ctx, [presented.session_id]);
    ctx.log.warn({ account_id: account.id, session_id: presented.session_id }, "a refresh token was used twice; its session ended");
    ctx.fail("refresh_token_reused");
  }
  if (outcome === "invalid" || grant === undefined) return ctx.fail("refresh_token_invalid");
  await documentUse(ctx, grant.session_id, { last_used_at: grant.now, expires_at: grant.expires_at });
  return grantTokens(ctx, grant);
});

/**
 * The token that one is traded for. It follows from that one and a key of ours, so two who present the same token hold the same
 * successor: the family never splits, and its next reuse still tells of a thief.
 */
function successorOf(vault: Vault, refresh_token: string): string {
  return writeRefreshToken(Buffer.from(vault.blindIndex(refresh_token, "refresh_tokens.successor"), "hex"));
}

/** Decides under the token's and the session's lock: of several that present it at once, one trades it and the others get the same. */
async function trade(tx: Tx, hash: Buffer, grant: Grant | undefined, now: Date): Promise<RefreshVerdict> {
  const sessions = sessionStore(tx);
  const presented = await sessions.lockToken(hash);
  const verdict = judgeRefresh(presented && (await withSuccessor(tx, presented, grant)), now);
  if (verdict === "reused") await sessions.end(presented!.session_id, presented!.account_id, "refresh_token_reused", now);
  if (grant === undefined || verdict === "reused" || verdict === "invalid") return verdict;
  await sessions.extend(grant.session_id, { last_used_at: grant.now, expires_at: grant.expires_at });
  if (verdict === "again") return verdict;
  await sessions.markTokenUsed(hash, now);
  await saveRefreshToken(tx, grant);
  return verdict;
}

/** Asked after the lock, or the successor that another request writes at this moment would not be seen. */
async function withSuccessor(tx: Tx, presented: PresentedToken, grant: Grant | undefined) {
  const successor_waits = grant !== undefined && (await sessionStore(tx).tokenWaits(hashRefreshToken(grant.refresh_token)));
  return { ...presented, successor_waits };
}
