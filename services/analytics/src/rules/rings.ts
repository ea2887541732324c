import { shareBps } from "./figure.ts";
import { stronglyConnected, type TransferEdge } from "./transfer-graph.ts";

/** Accounts that send tokens round among themselves. */
export interface Ring {
  accounts: string[];
  /** What they sent each other, and in how many transfers. */
  tokens: number;
  movements: number;
  /** How much that is of all that they sent and got, in basis points. */
  inside_bps: number;
  /** How much of it each got back from the others, in basis points. */
  balance_bps: number;
}

/** What makes a group a ring. Small change between friends is none. */
interface RingLimits {
  /** An edge counts from this share of what its sender sent: one present does not join a ring with everybody else. */
  edge_bps: number;
  inside_bps: number;
  balance_bps: number;
  tokens: number;
  /** Transfers of each of them at least, on average: it went round more than once. */
  movements: number;
}

const ringLimits: RingLimits = { edge_bps: 2_000, inside_bps: 5_000, balance_bps: 7_000, tokens: 100, movements: 2 };

/** Groups whose transfers among themselves dominate and balance, the largest amount first. */
export function ringsIn(sent: readonly TransferEdge[], limits: RingLimits = ringLimits): Ring[] {
  const bySender = sums(sent, "from");
  const main = sent.filter(({ from, amount }) => shareBps(amount, bySender.get(from)!) >= limits.edge_bps);
  return stronglyConnected(main)
    .map((accounts) => ringOf(accounts, sent))
    .filter((ring) => isRing(ring, limits))
    .sort((a, b) => b.tokens - a.tokens);
}

function ringOf(accounts: string[], sent: readonly TransferEdge[]): Ring {
  const members = new Set(accounts);
  const inside = sent.filter(({ from, to }) => members.has(from) && members.has(to));
  const touching = sent.filter(({ from, to }) => members.has(from) || members.has(to));
  const [out, back] = [sums(inside, "from"), sums(inside, "to")];
  const both = accounts.map((account) => [out.get(account) ?? 0, back.get(account) ?? 0] as const);
  return {
    accounts: [...accounts].sort((a, b) => a.localeCompare(b, "en", { numeric: true })),
    tokens: total(inside),
    movements: inside.reduce((sum, { movements }) => sum + movements, 0),
    inside_bps: shareBps(total(inside), total(touching)),
    balance_bps: shareBps(
      both.reduce((sum, [a, b]) => sum + Math.min(a, b), 0),
      both.reduce((sum, [a, b]) => sum + Math.max(a, b), 0),
    ),
  };
}

function isRing(ring: Ring, limits: RingLimits): boolean {
  const dominates = ring.inside_bps >= limits.inside_bps && ring.tokens >= limits.tokens;
  return dominates && ring.balance_bps >= limits.balance_bps && ring.movements >= limits.movements * ring.accounts.length;
}

function total(sent: readonly TransferEdge[]): number {
  return sent.reduce((sum, { amount }) => sum + amount, 0);
}

/** What each account sent, or got. */
export function sums(sent: readonly TransferEdge[], side: "from" | "to"): Map<string, number> {
  const all = new Map<string, number>();
  for (const one of sent) all.set(one[side], (all.get(one[side]) ?? 0) + one.amount);
  return all;
}
