import type { AccountRef, TransactionDraft } from "@oneheart/ledger";
import { escrowOf } from "./draw.ts";

/** Where a matching campaign's own money waits. */
function matchEscrowOf(campaign_id: string, currency: string): AccountRef {
  return escrowOf(`match:${campaign_id}`, currency);
}

interface Paid {
  id: string;
  campaign_id: string;
  currency: string;
  amount_minor: bigint;
  /** Goes to what the campaign matches with. */
  to_match: boolean;
  matched_minor: bigint;
  method: string;
  at: Date;
}

/** Money that came in, and what was added to it. */
export function contributionDraft(ledger_id: string, paid: Paid): TransactionDraft {
  const { campaign_id, currency, amount_minor, to_match, matched_minor, at } = paid;
  const escrow = escrowOf(campaign_id, currency);
  const matching = matchEscrowOf(campaign_id, currency);
  return {
    id: ledger_id,
    kind: "sponsor.contribution",
    reason_ref: `contribution:${paid.id}`,
    occurred_at: at,
    detail: { campaign_id, method: paid.method, matched_minor: String(matched_minor) },
    transfers: [
      { debit: { kind: "issuance", asset: currency }, credit: to_match ? matching : escrow, amount: amount_minor },
      ...(matched_minor > 0n ? [{ debit: matching, credit: escrow, amount: matched_minor }] : []),
    ],
  };
}

interface Returned {
  id: string;
  campaign_id: string;
  currency: string;
  from_escrow_minor: bigint;
  from_match_minor: bigint;
  at: Date;
}

/** What goes back to whoever gave it: it leaves the ledger. */
export function refundDraft(
  ledger_id: string,
  { id, campaign_id, currency, from_escrow_minor, from_match_minor, at }: Returned,
): TransactionDraft {
  const burned = { kind: "burned", asset: currency };
  return {
    id: ledger_id,
    kind: "sponsor.refund",
    reason_ref: `refund:${id}`,
    occurred_at: at,
    detail: { campaign_id },
    transfers: [
      { debit: escrowOf(campaign_id, currency), credit: burned, amount: from_escrow_minor },
      { debit: matchEscrowOf(campaign_id, currency), credit: burned, amount: from_match_minor },
    ].filter(({ amount }) => amount > 0n),
  };
}
