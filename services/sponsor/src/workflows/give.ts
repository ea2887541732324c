import type { Operation } from "@oneheart/contracts";
import { type BaseContext, type Context, declaredError, type Tx } from "@oneheart/kernel";
import { presentContribution } from "../present.ts";
import { campaignStore } from "../store/campaigns.ts";
import { type ContributionRow, moneyStore } from "../store/money.ts";

interface Gift {
  campaign_id: string;
  amount_minor: number;
  method: "transfer" | "card";
  source: ContributionRow["source"];
}

/** A person as a keyed digest, by which two can be told apart and nobody is named. */
export function digestOf(player_id: string, ctx: Pick<BaseContext, "vault">): Buffer {
  return Buffer.from(ctx.vault.blindIndex(player_id, "sponsor.person"), "hex");
}

/** Notes that money is on its way. It counts once it is there. */
export async function give(operation: Operation, ctx: Pick<Context, "principal" | "vault" | "clock" | "newId">, tx: Tx, gift: Gift) {
  const campaign = await campaignStore(tx).lock(gift.campaign_id);
  if (campaign === undefined) throw declaredError(operation, "campaign_not_found");
  if (campaign.status === "ended") throw declaredError(operation, "campaign_ended", { status: campaign.status });
  const left = campaign.budget_minor - (await moneyStore(tx).given(campaign.id));
  const amount_minor = BigInt(gift.amount_minor);
  if (amount_minor > left) throw declaredError(operation, "over_budget", { left_minor: Number(left > 0n ? left : 0n) });
  const id = ctx.newId();
  const row: ContributionRow = {
    id,
    campaign_id: campaign.id,
    source: gift.source,
    player_id: gift.source === "supporter" ? ctx.principal.playerId : null,
    amount_minor,
    method: gift.method,
    status: "pending",
    reference: `OH-${id.replaceAll("-", "").slice(-12).toUpperCase()}`,
    entered_by: digestOf(ctx.principal.playerId, ctx),
    confirmed_by: null,
    ledger_transaction_id: null,
    matched_minor: 0n,
    created_at: ctx.clock.now(),
    paid_at: null,
  };
  await moneyStore(tx).add(row);
  return presentContribution(row, campaign.currency);
}
