import { WHOLE_PARTS } from "@oneheart/contracts";
import type { TransactionDraft, TransferDraft } from "@oneheart/ledger";
import { splitByLargestRemainder, splitByWeights } from "@oneheart/ledger";
import { costOf, type Rate } from "./cost.ts";

/** A campaign's share of a reservation, with what its money is worth and where it goes. */
export interface ReservedShare extends Rate {
  campaign_id: string;
  parts: number;
  tokens: bigint;
  amount_minor: bigint;
  currency: string;
  local_bps: number;
  national_bps: number;
  global_bps: number;
}

/** What a campaign pays of an award. */
export interface Drawn {
  share: ReservedShare;
  tokens: bigint;
  amount_minor: bigint;
}

/** Splits an award's tokens over those who pay; the last is the programme's. Never more than was reserved. */
export function drawsOf(
  tokens: bigint,
  shares: readonly ReservedShare[],
  programme_parts: number,
): { draws: Drawn[]; programme_tokens: bigint } {
  const split = splitByWeights(tokens, [...shares.map(({ parts }) => BigInt(parts)), BigInt(programme_parts)]);
  const draws = shares.map((share, index) => ({ share, tokens: split[index]!, amount_minor: costOf(split[index]!, share) }));
  return { draws, programme_tokens: split.at(-1)! };
}

/** An award that money is moved for. */
export interface DrawnAction {
  action_id: string;
  ledger_id: string | null;
  recorded_at: Date;
}

const pools = ["pool_local", "pool_national", "pool_global"] as const;

/** The escrow of a campaign's money. */
export function escrowOf(campaign_id: string, currency: string) {
  return { kind: "escrow", owner_id: campaign_id, asset: currency };
}

/** From escrow to the pools, each campaign's amount split so that it sums exactly; with `back` from the pools to escrow. */
export function poolTransfers({ share, amount_minor }: Drawn, back = false): TransferDraft[] {
  const escrow = escrowOf(share.campaign_id, share.currency);
  const split = splitByLargestRemainder(amount_minor, [share.local_bps, share.national_bps, share.global_bps]);
  return pools.flatMap((kind, index): TransferDraft[] => {
    const pool = { kind, asset: share.currency };
    if (split[index] === 0n) return [];
    return [{ debit: back ? pool : escrow, credit: back ? escrow : pool, amount: split[index]! }];
  });
}

/** The draw-down for one action as one ledger transaction; undefined when it costs nothing. */
export function drawDraft(
  id: string,
  { action_id, ledger_id, recorded_at }: DrawnAction,
  draws: readonly Drawn[],
): TransactionDraft | undefined {
  const transfers = draws.flatMap((drawn) => poolTransfers(drawn));
  if (transfers.length === 0) return undefined;
  return {
    id,
    kind: "sponsor.draw",
    reason_ref: `action:${action_id}`,
    occurred_at: recorded_at,
    detail: {
      action_id,
      ...(ledger_id === null ? {} : { award_id: ledger_id }),
      shares: sharesInLeaf(draws),
      of_parts: String(WHOLE_PARTS),
    },
    transfers,
  };
}

/** Amounts in leaves are strings. */
function sharesInLeaf(draws: readonly Drawn[]) {
  return draws.map(({ share, tokens, amount_minor }) => ({
    campaign_id: share.campaign_id,
    parts: String(share.parts),
    tokens: String(tokens),
    amount_minor: String(amount_minor),
    currency: share.currency,
  }));
}
