import { hash } from "node:crypto";
import { identityContract, type Operation } from "@oneheart/contracts";
import { anyone, isOperationError, isUser, type Kernel, type Principal, userPrincipal } from "@oneheart/kernel";
import type { FastifyRequest } from "fastify";
import { jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Sessions } from "./sessions.ts";
import type { SigningKeys } from "./signing-keys.ts";

/** Who a request is from. */
export interface Caller {
  principal: Principal;
  /** When the access token stops working; absent without one. */
  expires_ms?: number;
  /** A token was given and did not hold. */
  refused: boolean;
}

export interface Authenticator {
  /** Never throws for a bad token; throws `unavailable` when the identity service cannot be asked. */
  authenticate(request: FastifyRequest): Promise<Caller>;
  /** Call after each answered operation: those of the identity service may have ended the session. */
  settle(operation: Operation, principal: Principal): void;
}

const claimsSchema = z.object({
  sub: z.uuid(),
  did: z.string().startsWith("did:"),
  role: z.enum(["player", "reviewer", "sponsor", "government", "admin"]),
  sid: z.uuid(),
  exp: z.number(),
});
/** What the identity service puts into `iss` and `aud`. */
const accessTokens = { issuer: "oneheart", audience: "oneheart" };
const tokenLengthMax = 4096;
const rememberedTokens = 20_000;

interface Verified {
  principal: Principal;
  expires_ms: number;
}

/** Checks access tokens: EdDSA signature, issuer, audience, times and claims, then that the session is still live. */
export function createAuthenticator(kernel: Kernel, keys: SigningKeys, sessions: Sessions): Authenticator {
  const { clock } = kernel.context("gateway");
  const verified = new LRUCache<string, Verified>({ maxSize: rememberedTokens, sizeCalculation: () => 1 });
  const nobody: Caller = { principal: anyone, refused: false };
  const refused: Caller = { principal: anyone, refused: true };

  async function verify(token: string): Promise<Verified | undefined> {
    const key = hash("sha256", token, "base64");
    const known = verified.get(key);
    if (known !== undefined) return known;
    try {
      const { payload } = await jwtVerify(token, await keys.forToken(token), {
        algorithms: ["EdDSA"],
        issuer: accessTokens.issuer,
        audience: accessTokens.audience,
        currentDate: clock.now(),
      });
      const { sub, did, role, sid, exp } = claimsSchema.parse(payload);
      const fresh = { principal: userPrincipal({ playerId: sub, did, role, sessionId: sid }), expires_ms: exp * 1000 };
      verified.set(key, fresh);
      return fresh;
    } catch (error) {
      if (isOperationError(error)) throw error;
      return undefined;
    }
  }

  return {
    async authenticate(request) {
      const { authorization } = request.headers;
      if (authorization === undefined) return nobody;
      const token = bearerOf(authorization);
      const found = token === undefined ? undefined : await verify(token);
      if (found === undefined || found.expires_ms <= clock.now().getTime()) return refused;
      if (!(await sessions.isLive(found.principal.sessionId))) return refused;
      return { principal: found.principal, expires_ms: found.expires_ms, refused: false };
    },
    settle(operation, principal) {
      if (operation.service === identityContract.service && isUser(principal)) sessions.forget(principal.sessionId);
    },
  };
}

function bearerOf(authorization: string): string | undefined {
  if (authorization.length > tokenLengthMax) return undefined;
  return /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization)?.[1];
}
