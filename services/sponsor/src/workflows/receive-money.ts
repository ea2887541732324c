import type { BaseContext, Tx } from "@oneheart/kernel";
import { lockedOf } from "../rules/campaign-terms.ts";
import { matchFor } from "../rules/matching.ts";
import { contributionDraft } from "../rules/money-drafts.ts";
import { type CampaignRow, campaignStore } from "../store/campaigns.ts";
import { type ContributionRow, moneyStore } from "../store/money.ts";
import { postAll } from "./ledger.ts";

/** A payment that arrived, for a locked contribution of a locked campaign. */
interface Received {
  contribution: ContributionRow;
  campaign: CampaignRow;
  confirmed_by: Buffer | null;
}

/** Puts money into escrow, with what the campaign's organisation adds to it. Answers the contribution as it is then. */
export async function receiveMoney(
  tx: Tx,
  ctx: Pick<BaseContext, "state" | "newId" | "clock">,
  received: Received,
): Promise<ContributionRow> {
  const { contribution, campaign, confirmed_by } = received;
  const { id, amount_minor, source, method } = contribution;
  const at = ctx.clock.now();
  const to_match = source === "organisation" && campaign.matching !== null;
  const matched_minor = source === "supporter" ? await matchOf(tx, contribution, campaign) : 0n;

  const draft = { id, campaign_id: campaign.id, currency: campaign.currency, amount_minor, to_match, matched_minor, method, at };
  const [posted] = await postAll(ctx, tx.db, [contributionDraft(ctx.newId(), draft)]);
  const funded_minor = campaign.funded_minor + (to_match ? 0n : amount_minor) + matched_minor;
  await campaignStore(tx).saveFunds(campaign.id, {
    ...campaign,
    funded_minor,
    locked_minor: lockedAfter(campaign, funded_minor),
    match_minor: campaign.match_minor + (to_match ? amount_minor : 0n) - matched_minor,
    matched_minor: campaign.matched_minor + matched_minor,
  });
  const paid = { id, confirmed_by, ledger_transaction_id: posted!.id, matched_minor, paid_at: at };
  await moneyStore(tx).pay(paid);
  return { ...contribution, ...paid, status: "paid" };
}

async function matchOf(tx: Tx, { amount_minor, player_id }: ContributionRow, campaign: CampaignRow): Promise<bigint> {
  // A person who was erased meanwhile cannot be held to the limit of a person.
  if (campaign.matching === null || player_id === null) return 0n;
  const of_person_minor = await moneyStore(tx).matchedOf(campaign.id, player_id);
  const state = { of_person_minor, in_all_minor: campaign.matched_minor, there_minor: campaign.match_minor };
  return matchFor(amount_minor, campaign.matching, state);
}

/** Once refunds have begun nothing is locked any more. */
function lockedAfter({ status, milestones, actions }: CampaignRow, funded_minor: bigint): bigint {
  return status === "ended" ? 0n : lockedOf(funded_minor, milestones, actions);
}
