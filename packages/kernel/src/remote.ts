import type { Operation } from "@oneheart/contracts";
import { jwtVerify, SignJWT } from "jose";
import { errorFromSent, type SentError } from "./answers.ts";
import { commonError, StartError } from "./errors.ts";
import { anyone, isUser, type Principal, system, type UserClaims, userPrincipal } from "./principal.ts";

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

/** Where services are, from `quest=http://…,*=http://…`. */
export function parseServiceUrls(text: string): ReadonlyMap<string, URL> {
  const entries = text.split(",").filter((entry) => entry.trim() !== "");
  return new Map(
    entries.map((entry) => {
      const [name = "", url = ""] = entry.split(/=(.*)/s).map((part) => part.trim());
      if (!URL.canParse(url))
        throw new StartError(`SERVICE_URLS: "${name}" needs an address such as ${name || "quest"}=http://10.0.0.7:3000`);
      return [name, new URL(url)];
    }),
  );
}

/** The address of an operation in the process that answers it. */
export function internalUrl(urls: ReadonlyMap<string, URL>, operation: Operation): URL {
  const base = urls.get(operation.service) ?? urls.get("*");
  if (base === undefined) throw new StartError(`SERVICE_URLS does not say where the ${operation.service} service is`);
  return new URL(`/internal/${operation.service}/${operation.name}`, base);
}

/** Calls an operation in another process. Its declared errors come back as they were; a process that is away is `unavailable`. */
export async function callRemotely(
  urls: ReadonlyMap<string, URL>,
  tokens: InternalTokens,
  operation: Operation,
  input: unknown,
  caller: { principal: Principal; requestId: string; service: string },
): Promise<unknown> {
  const response = await fetch(internalUrl(urls, operation), {
    method: "POST",
    headers: {
      authorization: `Bearer ${await tokens.sign(caller)}`,
      "content-type": "application/json",
      "x-request-id": caller.requestId,
      "x-oneheart-call": "service",
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(15_000),
  }).catch((error: unknown) => {
    throw commonError("unavailable", { message: `${operation.service} cannot be reached: ${String(error)}` });
  });
  const body = (await response.json().catch(() => undefined)) as RemoteBody | undefined;
  if (response.ok && body !== undefined && "output" in body) return body.output;
  if (body?.problem === undefined) throw commonError("unavailable", { message: `${operation.service} answered ${response.status}` });
  throw errorFromSent(body.problem);
}

/** What the internal endpoint answers: the output, or the error. */
export interface RemoteBody {
  output?: unknown;
  replayed?: boolean;
  problem?: SentError;
}
