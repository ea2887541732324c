import { parseProxies } from "@oneheart/http";
import { isUser, type Kernel, networkOf, type Principal } from "@oneheart/kernel";
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";

const accountsKept = 1000;
const accountsMin = 20;
const requestsKept = 50;
const requestsMin = 5;
/** So much of all is nearly all: a health check or an operator may come past the proxy. */
const nearlyAll = 0.95;
const warnedEvery_ms = 3_600_000;
const judgedEvery_ms = 60_000;

/** Whether the addresses that requests seem to come from are those of their clients. */
export interface ClientAddresses {
  note(request: FastifyRequest, principal: Principal): void;
  /** A sentence when it looks as if a proxy's address stood for everybody's; limits and comparisons by address mean nothing then. */
  warning(): string | undefined;
}

/** Watches the latest requests, and warns in the log once an hour. Asks nothing of other processes: each sees enough of its own. */
export function watchClientAddresses(kernel: Kernel): ClientAddresses {
  const { log } = kernel;
  const { clock } = kernel.context("gateway");
  const networks = new LRUCache<string, string>({ max: accountsKept });
  const unnamed: boolean[] = [];
  let judged_ms = Number.NEGATIVE_INFINITY;
  let warned_ms = Number.NEGATIVE_INFINITY;

  function warning(): string | undefined {
    const proxied = unnamed.filter(Boolean).length;
    if (proxied >= requestsMin && proxied >= unnamed.length * nearlyAll)
      return "All clients share one address: a proxy on this network sends X-Forwarded-For and is not in TRUSTED_PROXIES. Set TRUSTED_PROXIES.";
    const accounts = networks.size;
    if (accounts < accountsMin || mostOf([...networks.values()]) < accounts * nearlyAll) return undefined;
    return `All clients share one address (${accounts} accounts). If they do not sit in one place, a proxy is in front: set TRUSTED_PROXIES.`;
  }

  function warnInTime(): void {
    const now_ms = clock.now().getTime();
    if (now_ms - judged_ms < judgedEvery_ms || now_ms - warned_ms < warnedEvery_ms) return;
    judged_ms = now_ms;
    const words = warning();
    if (words === undefined) return;
    warned_ms = now_ms;
    log.warn(words);
  }

  return {
    warning,
    note(request, principal) {
      if (unnamed.push(isBehindUnnamedProxy(request)) > requestsKept) unnamed.shift();
      if (isUser(principal)) networks.set(principal.playerId, networkOf(request.ip));
      warnInTime();
    },
  };
}

/** If this address were a trusted proxy, the address that it forwards would have taken its place. */
function isBehindUnnamedProxy({ headers, ip, socket }: FastifyRequest): boolean {
  const told = headers["x-forwarded-for"] ?? headers.forwarded;
  return told !== undefined && ip === socket.remoteAddress && ownNetworks.trusts(ip);
}

/** Loopback, link-local and private addresses (RFC 6890), and those that a carrier shares: no client of a public server has one. */
const ownNetworks = parseProxies("loopback,linklocal,uniquelocal,100.64.0.0/10");

function mostOf(networks: readonly string[]): number {
  const counts = Map.groupBy(networks, (network) => network);
  return Math.max(0, ...[...counts.values()].map(({ length }) => length));
}
