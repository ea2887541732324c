import type { DatabaseTransaction } from "@oneheart/kernel";
import { lockedOf } from "../rules/campaign-terms.ts";
import { campaignStore } from "../store/campaigns.ts";

/** Lets go of what verified actions released; what was released once is not locked again when an action is taken back. */
export async function releaseMilestones(db: DatabaseTransaction, campaign_ids: readonly string[]): Promise<void> {
  const campaigns = campaignStore({ db });
  for (const campaign of await campaigns.withLockedMoney(campaign_ids)) {
    const locked_minor = lockedOf(campaign.funded_minor, campaign.milestones, campaign.actions);
    if (locked_minor < campaign.locked_minor) await campaigns.saveFunds(campaign.id, { ...campaign, locked_minor });
  }
}
