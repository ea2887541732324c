import type { FastifyRequest } from "fastify";

/** The only paths that get the cookies. */
const sessionPath = "/session";

export interface CookieOptions {
  secure: boolean;
  life_s: number;
}

/** The value of a cookie; undefined when the request has none of this name. */
export function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  for (const pair of headers.cookie?.split(";") ?? []) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return value.join("=").trim() || undefined;
  }
  return undefined;
}

/** `Set-Cookie` (RFC 6265bis) for what scripts may not read and other sites cannot send. A life of 0 takes the cookie away. */
export function setCookie(name: string, value: string, { secure, life_s }: CookieOptions): string {
  return [
    `${name}=${value}`,
    `Path=${sessionPath}`,
    `Max-Age=${life_s}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(secure ? ["Secure"] : []),
  ].join("; ");
}

/** Browsers take a cookie whose name begins so only over TLS. */
export function cookieName(what: "session" | "device", secure: boolean): string {
  return `${secure ? "__Secure-" : ""}oneheart-${what}`;
}
