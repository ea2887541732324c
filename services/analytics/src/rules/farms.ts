import { shareBps } from "./figure.ts";
import { sums } from "./rings.ts";
import type { TransferEdge } from "./transfer-graph.ts";

/** An account to which others pass on what they earn. */
export interface Farm {
  collector: string;
  feeders: string[];
  /** What they passed on. */
  tokens: number;
}

/** What makes accounts feeders of another one. */
interface FarmLimits {
  feeders: number;
  /** Of what a feeder sent, how much went to the collector; and how much that is of what it ever earned. */
  sent_bps: number;
  earned_bps: number;
}

const farmLimits: FarmLimits = { feeders: 5, sent_bps: 8_000, earned_bps: 5_000 };

/** Accounts that many others pass on to what they earn, the largest amount first. `earned` is what each account ever earned. */
export function farmsIn(sent: readonly TransferEdge[], earned: ReadonlyMap<string, number>, limits: FarmLimits = farmLimits): Farm[] {
  const bySender = sums(sent, "from");
  const feeds = sent.filter(({ from, amount }) => {
    const all = earned.get(from) ?? 0;
    return all > 0 && shareBps(amount, bySender.get(from)!) >= limits.sent_bps && shareBps(amount, all) >= limits.earned_bps;
  });
  return [...Map.groupBy(feeds, ({ to }) => to)]
    .filter(([, from]) => from.length >= limits.feeders)
    .map(([collector, from]) => ({
      collector,
      feeders: from.map((one) => one.from),
      tokens: from.reduce((sum, { amount }) => sum + amount, 0),
    }))
    .sort((a, b) => b.tokens - a.tokens);
}
