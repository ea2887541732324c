import type { Role } from "@oneheart/contracts";
import { type BaseContext, StartError } from "@oneheart/kernel";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { isSigningKeyDue } from "../rules/lifetimes.ts";
import { type SigningKeyRow, signingKeyStore } from "../store/signing-keys.ts";

const purpose = "signing_keys.private";
const party = "oneheart";

interface AccessClaims {
  sub: string;
  did: string;
  role: Role;
  sid: string;
}

export type SignAccessToken = (claims: AccessClaims, times: { now: Date; life_s: number }) => Promise<string>;

/** The active key, ready to sign. Read each time, so that every process signs with a new key as soon as there is one. */
export async function currentSigner(ctx: BaseContext): Promise<SignAccessToken> {
  const row = await signingKeyStore(ctx).active();
  if (row === undefined) throw new Error("there is no signing key");
  const key = await importJWK(JSON.parse(ctx.vault.open(row.private_sealed, purpose)) as JWK, "EdDSA");
  return ({ sub, did, role, sid }, { now, life_s }) => {
    const issued_s = Math.floor(now.getTime() / 1000);
    return new SignJWT({ did, role, sid })
      .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: row.kid })
      .setIssuer(party)
      .setAudience(party)
      .setSubject(sub)
      .setIssuedAt(issued_s)
      .setExpirationTime(issued_s + life_s)
      .sign(key);
  };
}

/** Puts a new key in the active one's place when it is due; several processes that ask at once get one. */
export async function replaceSigningKey(
  ctx: BaseContext,
  isDue: (active: SigningKeyRow | undefined, now: Date) => boolean,
): Promise<SigningKeyRow | undefined> {
  const key = await makeKey(ctx);
  return ctx.transaction(async (tx) => {
    const keys = signingKeyStore(tx);
    await keys.lock();
    if (!isDue(await keys.active(), key.created_at)) return undefined;
    await keys.replace(key);
    return key;
  });
}

export async function rotateIfOld(ctx: BaseContext): Promise<void> {
  const key = await replaceSigningKey(ctx, (active, now) => active === undefined || isSigningKeyDue(active, now));
  if (key !== undefined) ctx.log.info({ kid: key.kid }, "access tokens are signed with a new key");
}

/** Makes the first key, and refuses the start when the active one cannot be opened. */
export async function ensureSigningKey(ctx: BaseContext): Promise<void> {
  if ((await signingKeyStore(ctx).active()) === undefined) await replaceSigningKey(ctx, (active) => active === undefined);
  await currentSigner(ctx).catch((error: unknown) => {
    throw new StartError(`The signing key in the database was sealed with another MASTER_KEY and cannot be opened: ${String(error)}`);
  });
}

async function makeKey(ctx: BaseContext): Promise<SigningKeyRow> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    kid,
    public_jwk: { ...publicJwk, kid, use: "sig", alg: "EdDSA" },
    private_sealed: ctx.vault.seal(JSON.stringify(await exportJWK(privateKey)), purpose),
    created_at: ctx.clock.now(),
    retired_at: null,
  };
}
