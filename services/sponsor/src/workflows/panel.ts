import type { Output, sponsorContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { sealedSize } from "@oneheart/ledger";
import { type Counted, costFigure, fundedFigure, measureFigure, moneyShareFigure, type Within } from "../rules/figures.ts";
import { forecastOf, isSpentEarly, type Paced, timeShareBps } from "../rules/pacing.ts";
import { periodOf, stepFor } from "../rules/periods.ts";
import { presentVoice } from "../rules/voice.ts";
import type { CampaignRow } from "../store/campaigns.ts";
import { type Overview, panelStore, type Scope, type Spending, type Step, type Sums } from "../store/panel.ts";
import { voiceStore } from "../store/voice.ts";

type Panel = Output<typeof sponsorContract.operations.sponsorPanel>;
type Asking = Pick<BaseContext, "db" | "clock" | "call">;

const ZONES_AT_ONCE = 200;

/** Of whom the panel is: its campaigns are in one currency. */
interface Asked {
  organisation_id: string;
  currency: string;
  campaign_id?: string;
  from?: string;
  to?: string;
  campaigns: readonly CampaignRow[];
}

/** Everything that is counted, as of one moment. */
export async function panelOf(ctx: Asking, asked: Asked) {
  const { organisation_id, currency, campaign_id, from, to, campaigns } = asked;
  const as_of = ctx.clock.now();
  const today = as_of.toISOString().slice(0, 10);
  const scope: Scope = { campaign_ids: campaigns.map(({ id }) => id), from, to };
  const step = stepFor(from ?? firstDay(campaigns) ?? today, to ?? today);
  const { overview, spending, tree_size, voices } = await ctx.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (db) => {
      const store = panelStore({ db });
      const overview = await store.overview(scope, step);
      const spending = await store.spending(scope.campaign_ids, today);
      return { overview, spending, tree_size: await sealedSize(db), voices: await voiceStore({ db }).ofCampaigns(scope.campaign_ids) };
    });
  const counted: Counted = { organisation_id, currency, campaign_id, upto: overview.position, as_of, tree_size };
  const days = { from, to };
  return {
    ...measuresOf(overview.total, counted, days),
    by_zone: await zonesOf(ctx, overview, counted, days),
    step,
    trend: trendOf(overview, step, counted, days),
    campaigns: pacingOf(campaigns, spending, counted),
    voice: voices.map((voice) => presentVoice(voice, as_of)),
  };
}

function measuresOf(sums: Sums, counted: Counted, within: Within) {
  return {
    spent: measureFigure("spent", sums, counted, within),
    actions: measureFigure("actions", sums, counted, within),
    people: measureFigure("people", sums, counted, within),
    cost_per_action: costFigure(sums, counted, within),
  };
}

async function zonesOf(ctx: Asking, { zones }: Overview, counted: Counted, days: Within): Promise<Panel["by_zone"]> {
  const ids = zones.map(({ key }) => key);
  const known = new Map<string, { name: string; location_lat: number; location_lng: number; radius_km: number }>();
  for (let start = 0; start < ids.length; start += ZONES_AT_ONCE) {
    const { items } = await ctx.call(mapInternal.operations.findZones, { ids: ids.slice(start, start + ZONES_AT_ONCE) });
    for (const zone of items) known.set(zone.id, zone);
  }
  return zones.map(({ key: zone_id, ...sums }) => {
    const zone = known.get(zone_id);
    return {
      zone_id,
      name: zone?.name ?? null,
      location_lat: zone?.location_lat ?? null,
      location_lng: zone?.location_lng ?? null,
      radius_km: zone?.radius_km ?? null,
      ...measuresOf(sums, counted, { ...days, zone_id }),
    };
  });
}

function trendOf({ periods }: Overview, step: Step, counted: Counted, days: Within): Panel["trend"] {
  return periods.map(({ key, ...sums }) => {
    const period = periodOf(key, step, days);
    return { ...period, spent: measureFigure("spent", sums, counted, period), actions: measureFigure("actions", sums, counted, period) };
  });
}

function pacingOf(campaigns: readonly CampaignRow[], spending: readonly Spending[], counted: Counted): Panel["campaigns"] {
  const byCampaign = new Map(spending.map((one) => [one.campaign_id, one]));
  return campaigns.map((campaign) => {
    const money = byCampaign.get(campaign.id)!;
    const of = { ...counted, campaign_id: campaign.id };
    const paced = pacedOf(campaign, money);
    const isOver = campaign.status === "ended";
    return {
      campaign_id: campaign.id,
      title: campaign.title,
      status: campaign.status,
      starts_at: campaign.starts_at.toISOString(),
      ends_at: campaign.ends_at.toISOString(),
      spent: measureFigure("spent", money, of),
      funded: fundedFigure(money.funded_minor, money.contributions, of),
      money_share: moneyShareFigure(money.spent_minor, money.funded_minor, of),
      time_share_bps: timeShareBps(campaign, counted.as_of),
      forecast: isOver ? null : forecastOf(paced, counted.as_of),
      alert: !isOver && isSpentEarly(paced, counted.as_of) ? "spent_early" : null,
    };
  });
}

function pacedOf({ starts_at, ends_at }: CampaignRow, { spent_minor, funded_minor, past_minor, past_squares }: Spending): Paced {
  const money = { spent_minor: Number(spent_minor), funded_minor: Number(funded_minor), past_minor: Number(past_minor) };
  return { starts_at, ends_at, ...money, past_squares };
}

function firstDay(campaigns: readonly CampaignRow[]): string | undefined {
  return campaigns.map(({ starts_at }) => starts_at.toISOString().slice(0, 10)).sort()[0];
}
