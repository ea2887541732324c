import type { Operation } from "@oneheart/contracts";
import {
  countInWindow,
  isUser,
  type Kernel,
  networkOf,
  type Principal,
  requireAtMost,
  type SettingsOf,
  secondsLeft,
} from "@oneheart/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import { gatewaySettings } from "./settings.ts";

const window_ms = 60_000;

/** Counts a request, answers the limit's headers, and throws `rate_limited` beyond it. */
export type RateLimiter = (operation: Operation, principal: Principal, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

interface Limit {
  key: string;
  most: number;
}

/** Fixed windows of a minute in the cache, shared by all gateways. When the cache is away nobody is refused: the service goes on. */
export function createRateLimiter(kernel: Kernel): RateLimiter {
  const settings = kernel.settings.of(gatewaySettings);
  return async (operation, principal, request, reply) => {
    if (settings.RATE_LIMITS === "off" || operation.limit === "none") return;
    const { key, most } = limitFor(operation, principal, request, settings);
    const counted = await countInWindow(kernel, key, window_ms);
    if (counted === undefined) return;
    reply.header("ratelimit-limit", most);
    reply.header("ratelimit-remaining", Math.max(0, most - counted.value));
    reply.header("ratelimit-reset", secondsLeft(counted));
    reply.header("ratelimit-policy", `${most};w=${window_ms / 1000}`);
    requireAtMost(most, counted);
  };
}

function limitFor(
  operation: Operation,
  principal: Principal,
  request: FastifyRequest,
  settings: SettingsOf<typeof gatewaySettings>,
): Limit {
  if (!isUser(principal) && operation.limit === "sessions")
    return { key: `rate_limit:sessions:${networkOf(request.ip)}`, most: settings.RATE_SESSIONS_PER_MINUTE };
  if (!isUser(principal) && isPublicRead(operation))
    return { key: `rate_limit:reads:${networkOf(request.ip)}`, most: settings.RATE_PUBLIC_READS_PER_MINUTE };
  if (!isUser(principal)) return { key: `rate_limit:anyone:${networkOf(request.ip)}`, most: settings.RATE_ANYONE_PER_MINUTE };
  if (isPrivileged(operation)) return { key: `rate_limit:admin:${networkOf(request.ip)}`, most: settings.RATE_ADMIN_PER_MINUTE };
  if (operation.limit === "upload") return { key: `rate_limit:upload:${principal.playerId}`, most: settings.RATE_UPLOAD_PER_MINUTE };
  return { key: `rate_limit:user:${principal.playerId}`, most: settings.RATE_USER_PER_MINUTE };
}

/** What anybody may read without a session: a class behind one address reads the same pages at once. */
function isPublicRead({ route, access, limit }: Operation): boolean {
  return limit === "reads" || (access.includes("anyone") && route?.startsWith("GET ") === true);
}

function isPrivileged({ route }: Operation): boolean {
  return route !== undefined && /^\S+ \/api\/(admin|government)\//.test(route);
}
