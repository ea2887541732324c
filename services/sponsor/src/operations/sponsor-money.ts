import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { panelStore } from "../store/panel.ts";
import { campaignFor } from "../workflows/access.ts";
import { pageOfLines, placeIn } from "../workflows/lines.ts";

const operation = sponsorContract.operations.sponsorMoney;

/** What came in for a campaign, each with its transaction in the ledger. */
export const sponsorMoney = handle(operation, async ({ campaign_id, cursor, limit, upto }, ctx) => {
  const { id } = await campaignFor(operation, ctx, campaign_id);
  const store = panelStore(ctx);
  const { position, funded_minor } = await store.fundedAt(id, upto);
  if (upto > position) ctx.fail("figure_not_counted_yet");
  const rows = await store.moneyLines(id, placeIn(cursor) ?? upto + 1, limit + 1);
  return { ...pageOfLines(rows, limit), sum: Number(funded_minor) };
});
