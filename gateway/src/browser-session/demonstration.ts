import { isFromThisMachine } from "@oneheart/http";
import type { FastifyRequest } from "fastify";

/** Somebody as whom a visitor of a demonstration may log in. */
interface DemonstrationAccount {
  username: string;
  role: string;
}

/** The accounts of a demonstration, which the sign-in page offers by name. */
export interface Demonstration {
  /** To whom they are offered: to whoever opens the sign-in page, or to people who sit at this machine. */
  for: "everybody" | "this machine";
  /** Nobody before the demonstration is there. */
  accounts(): Promise<readonly DemonstrationAccount[]>;
  /** Undefined for anybody else. */
  passwordOf(username: string): Promise<string | undefined>;
}

/**
 * Whether a person at this machine made the request: from here, to a loopback name. A proxy on the same machine comes from a loopback
 * address as well, so one that rewrites `Host` and names nobody is not told apart.
 */
export function isByVisitorHere(request: FastifyRequest): boolean {
  return isFromThisMachine(request) && loopbackName.test(request.hostname);
}

/** Names below `localhost` are of the same machine (RFC 6761, section 6.3). */
const loopbackName = /^(127(\.\d{1,3}){3}|\[?::1\]?|([\w-]+\.)*localhost)$/i;
