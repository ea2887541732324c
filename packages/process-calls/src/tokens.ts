import { anyone, commonError, isUser, type Principal, system, type UserClaims, userPrincipal } from "@oneheart/kernel";
import { jwtVerify, SignJWT } from "jose";

const audience = "oneheart-internal";
const life_s = 60;

/** Makes and checks the tokens with which processes of one installation call each other. */
export interface InternalTokens {
  sign(caller: { principal: Principal; service: string }): Promise<string>;
  /** Throws `unauthenticated` for anything that this installation did not sign within the last minute. */
  verify(token: string): Promise<{ principal: Principal; service: string }>;
}

export function createInternalTokens(secret: string): InternalTokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign({ principal, service }) {
      const user = isUser(principal)
        ? { playerId: principal.playerId, did: principal.did, role: principal.role, sessionId: principal.sessionId }
        : undefined;
      return new SignJWT({ role: principal.role, user })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(service)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${life_s}s`)
        .sign(key);
    },
    async verify(token) {
      const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], audience }).catch(() => {
        throw commonError("unauthenticated");
      });
      const principal =
        payload.user === undefined ? (payload.role === "system" ? system : anyone) : userPrincipal(payload.user as UserClaims);
      return { principal, service: payload.iss ?? "" };
    },
  };
}
