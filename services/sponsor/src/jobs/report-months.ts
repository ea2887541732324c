import { schedule } from "@oneheart/kernel";
import { monthBefore } from "../rules/report/month.ts";
import { campaignStore } from "../store/campaigns.ts";
import { organisationStore } from "../store/organisations.ts";
import { reportStore } from "../store/reports.ts";
import { makeReport } from "../workflows/make-report.ts";

/** Reports on the month that is over, once for each organisation and currency. Asked every day, so that a day that failed is made up for. */
export const reportMonths = schedule("report-months", "40 3 * * *", async (ctx) => {
  const month = monthBefore(ctx.clock.now());
  for (const { organisation_id, currency } of await reportStore(ctx).due(month.from, month.to)) {
    const all = await campaignStore(ctx).ofOrganisation(organisation_id);
    const organisation_name = await organisationStore(ctx).nameOf(organisation_id);
    const currencies = [...new Set(all.map((campaign) => campaign.currency))];
    const campaigns = all.filter((campaign) => campaign.currency === currency);
    const row = await makeReport(
      ctx,
      { who: { organisation_id, organisation_name, currency, currencies }, campaigns, ...month },
      "schedule",
    );
    await reportStore(ctx).add(row);
  }
});
