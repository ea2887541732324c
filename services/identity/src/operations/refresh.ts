import { identityContract } from "@oneheart/contracts";
import { handle, type Tx } from "@oneheart/kernel";
import { hashRefreshToken, judgeRefresh } from "../rules/refresh-token.ts";
import { accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { announceEnds } from "../workflows/end-session.ts";
import { playerOf } from "../workflows/player-of.ts";
import { documentUse } from "../workflows/session-documents.ts";
import { type Grant, grantTokens, prepareGrant, saveRefreshToken } from "../workflows/start-session.ts";

/** Trades a refresh token for new tokens, once. */
export const refresh = handle(identityContract.operations.refresh, async ({ refresh_token }, ctx) => {
  const hash = hashRefreshToken(refresh_token);
  const presented = (await sessionStore(ctx).findToken(hash)) ?? ctx.fail("refresh_token_invalid");
  const account = (await accountStore(ctx).find(presented.account_id))!;
  const player = judgeRefresh(presented, ctx.clock.now()) === "valid" ? await playerOf(ctx, account) : undefined;
  const grant = player && (await prepareGrant(ctx, account, player, presented.session_id));

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

/** Decides under the token's lock: of several that present it at once, one gets new tokens and the next ends the session. */
async function trade(tx: Tx, hash: Buffer, grant: Grant | undefined, now: Date): Promise<"valid" | "invalid" | "reused"> {
  const sessions = sessionStore(tx);
  const presented = await sessions.lockToken(hash);
  const verdict = judgeRefresh(presented, now);
  if (verdict === "reused") await sessions.end(presented!.session_id, presented!.account_id, "refresh_token_reused", now);
  if (verdict !== "valid" || grant === undefined) return verdict;
  await sessions.markTokenUsed(hash, now);
  await sessions.extend(grant.session_id, { last_used_at: grant.now, expires_at: grant.expires_at });
  await saveRefreshToken(tx, grant);
  return verdict;
}
