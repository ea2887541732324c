import type { IncomingMessage } from "node:http";
import { newId } from "@oneheart/kernel";
import type { TrustedProxies } from "./trusted-proxies.ts";

const sane = /^[A-Za-z0-9._:-]{8,100}$/;

/** The `x-request-id` of a trusted proxy or of another of our processes when it can stand in a log line, otherwise a new UUIDv7. */
export function requestIdOf(raw: IncomingMessage, proxies: TrustedProxies): string {
  const given = raw.headers["x-request-id"];
  if (typeof given !== "string" || !sane.test(given)) return newId();
  return proxies.trusts(raw.socket.remoteAddress) || raw.url?.startsWith("/internal/") ? given : newId();
}
