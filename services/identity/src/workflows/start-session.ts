import { randomBytes } from "node:crypto";
import type { identityContract, Output } from "@oneheart/contracts";
import type { BaseContext, Source, Tx } from "@oneheart/kernel";
import { deviceOf } from "../rules/device.ts";
import { accessTokenLife_s, sessionExpiry } from "../rules/lifetimes.ts";
import { hashRefreshToken, writeRefreshToken } from "../rules/refresh-token.ts";
import { identitySettings } from "../settings.ts";
import type { AccountRow } from "../store/accounts.ts";
import { type SessionRow, sessionStore } from "../store/sessions.ts";
import { type TraceKey, traceStore } from "../store/traces.ts";
import { deviceToken } from "./device-token.ts";
import { rememberSession } from "./live-sessions.ts";
import { documentSession } from "./session-documents.ts";
import { currentSigner, type SignAccessToken } from "./signing.ts";
import { tracesOf } from "./traces.ts";

export type SessionTokens = Output<typeof identityContract.operations.login>;

/** What a session's tokens are made of, gathered before the transaction that begins or prolongs it: after it nothing may fail. */
export interface Grant {
  session_id: string;
  account: AccountRow;
  player: SessionTokens["player"];
  refresh_token: string;
  now: Date;
  expires_at: Date;
  /** What the request that asks for it shows of its device and address. */
  traces: TraceKey[];
  sign: SignAccessToken;
}

export async function prepareGrant(
  ctx: BaseContext & { source: Source },
  account: AccountRow,
  player: SessionTokens["player"],
  { session_id = ctx.newId(), refresh_token = writeRefreshToken(randomBytes(32)) } = {},
): Promise<Grant> {
  const now = ctx.clock.now();
  return {
    session_id,
    account,
    player,
    refresh_token,
    now,
    expires_at: sessionExpiry(ctx.settings(identitySettings), now),
    traces: tracesOf(ctx.source, ctx.vault),
    sign: await currentSigner(ctx),
  };
}

/** Writes the refresh token of a grant, and where it was asked for. */
export async function saveRefreshToken(tx: Tx, grant: Grant): Promise<void> {
  const { session_id, refresh_token, now, expires_at } = grant;
  await sessionStore(tx).addToken({ token_hash: hashRefreshToken(refresh_token), session_id, created_at: now, expires_at });
  await traceStore(tx).see(grant.account.id, grant.traces, now);
}

/** Writes a new session with its first refresh token. */
export async function saveSession(tx: Tx, grant: Grant, source: Source): Promise<SessionRow> {
  const session: SessionRow = {
    id: grant.session_id,
    account_id: grant.account.id,
    device: deviceOf(source.userAgent),
    ip_address: source.ip,
    created_at: grant.now,
    last_used_at: grant.now,
    expires_at: grant.expires_at,
    ended_at: null,
    end_reason: null,
  };
  await sessionStore(tx).insert(session);
  await saveRefreshToken(tx, grant);
  return session;
}

/** Begins the session of a new or proven account. */
export async function startSession(ctx: BaseContext & { source: Source }, grant: Grant): Promise<SessionTokens> {
  const session = await ctx.transaction((tx) => saveSession(tx, grant, ctx.source));
  return announceSession(ctx, grant, session);
}

/** Tells cache and documents of a session that was just written, and answers its tokens. */
export async function announceSession(ctx: BaseContext, grant: Grant, session: SessionRow): Promise<SessionTokens> {
  await documentSession(ctx, session);
  return grantTokens(ctx, grant);
}

/** The answer to register, log-in and refresh. */
export async function grantTokens(ctx: BaseContext, grant: Grant): Promise<SessionTokens> {
  const { session_id, account, player, now, expires_at, refresh_token } = grant;
  await rememberSession(ctx, { id: session_id, player_id: account.id, role: account.role, expires_at });
  const life_s = accessTokenLife_s(ctx.settings(identitySettings));
  const claims = { sub: account.id, did: player.user_did, role: account.role, sid: session_id };
  return {
    player,
    access_token: await grant.sign(claims, { now, life_s }),
    refresh_token,
    token_type: "Bearer",
    expires_in: life_s,
    device_token: deviceToken(ctx.vault, account.id, session_id),
  };
}
