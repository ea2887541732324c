/** What a sponsor's money did, in figures that lead down to the ledger. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { drillOf, Figure, FigureEntry, FigureParts } from "../common/figure.ts";
import { Id, pageInput, shape, Time } from "../common/shared.ts";
import { CampaignStatus, CurrencyCode } from "./campaign.ts";
import { MissionVoice } from "./voice.ts";

/** What is added up of the entries of campaigns: money in minor units, actions and people in parts. */
export const SponsorMeasure = z.enum(["spent", "actions", "people"]);
export type SponsorMeasure = z.infer<typeof SponsorMeasure>;
/** What compares two of them: money per whole action, and spent money of what came in. */
export const SponsorRatio = z.enum(["cost_per_action", "money_share"]);
export type SponsorRatio = z.infer<typeof SponsorRatio>;

const Day = z.iso.date();

/** Of whom, and when: the days on which actions were done, on the calendar of their zones. */
export const panelRange = { campaign_id: Id.optional(), from: Day.optional(), to: Day.optional() };
/** What a figure counts, as its `drill` says. */
const counted = {
  ...panelRange,
  organisation_id: Id,
  currency: CurrencyCode,
  zone_id: Id.optional(),
  upto: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
};

/** The cost is null where there was no action. */
const measures = { spent: Figure, actions: Figure, people: Figure, cost_per_action: Figure.nullable() };

const PanelZone = shape("PanelZone", {
  zone_id: Id,
  /** Null where the zone is no more. */
  name: z.string().nullable(),
  location_lat: z.number().nullable(),
  location_lng: z.number().nullable(),
  radius_km: z.number().nullable(),
  ...measures,
});

/** What days, weeks or months came to; those without anything are left out. */
const PanelPeriod = shape("PanelPeriod", { from: Day, to: Day, spent: Figure, actions: Figure });

/** What will have been spent at the end if days go on as they were: in eight of ten such cases it is between the ends. */
const SpendForecast = shape("SpendForecast", {
  low_minor: z.int(),
  expected_minor: z.int(),
  high_minor: z.int(),
  /** Whole days that it was made from. */
  days: z.int(),
  /** The day on which the money would be spent; null where it lasts. */
  spent_on: Day.nullable(),
});

const PanelCampaign = shape("PanelCampaign", {
  campaign_id: Id,
  title: z.string(),
  status: CampaignStatus,
  starts_at: Time,
  ends_at: Time,
  /** From its first day on, whatever days the panel shows. */
  spent: Figure,
  funded: Figure,
  money_share: Figure,
  /** How much of its time has passed, in basis points. */
  time_share_bps: z.int(),
  /** Null before there are enough days to go by, and after the end. */
  forecast: SpendForecast.nullable(),
  /** `spent_early`: nine tenths of the money before eight tenths of the time. */
  alert: z.enum(["spent_early"]).nullable(),
});

const SponsorPanel = shape("SponsorPanel", {
  organisation_id: Id,
  organisation_name: z.string(),
  /** All figures are of campaigns in this currency. */
  currency: z.string(),
  /** Of all campaigns of the organisation. */
  currencies: z.array(z.string()),
  ...measures,
  by_zone: z.array(PanelZone),
  step: z.enum(["day", "week", "month"]),
  trend: z.array(PanelPeriod),
  campaigns: z.array(PanelCampaign),
  /** Of missions that its money paid for, and whose people were asked. */
  voice: z.array(MissionVoice),
});

export const panelNotFound = { organisation_not_found: 404, campaign_not_found: 404 } as const;

/** What a sponsor sees of its money, and what each figure is made of. */
export const panelOperations = {
  sponsorPanel: operation({
    route: "GET /api/sponsor/panel",
    summary: "What an organisation's money did: spent, actions, people, cost per action, by zone, over time, and whether it is on pace",
    access: ["sponsor", "admin", "government"],
    input: z.object({ organisation_id: Id.optional(), currency: CurrencyCode.optional(), ...panelRange }),
    output: SponsorPanel,
    errors: {
      ...panelNotFound,
      days_reversed: 422,
      currency_unknown: refusal(422, shape("PanelCurrencies", { known: z.array(z.string()) })),
    },
  }),
  sponsorEntries: operation({
    route: "GET /api/sponsor/panel/entries/:measure",
    summary: "The entries that a sponsor's figure is made of, newest first",
    access: ["sponsor", "admin", "government"],
    input: z.object({ ...pageInput, measure: SponsorMeasure, ...counted }),
    output: drillOf(FigureEntry),
    errors: { ...panelNotFound, figure_not_counted_yet: 409 },
  }),
  sponsorMoney: operation({
    route: "GET /api/sponsor/panel/money",
    summary: "The contributions that a campaign's money is made of, newest first",
    access: ["sponsor", "admin", "government"],
    input: z.object({ ...pageInput, campaign_id: Id, upto: counted.upto }),
    output: drillOf(FigureEntry),
    errors: { campaign_not_found: 404, figure_not_counted_yet: 409 },
  }),
  sponsorParts: operation({
    route: "GET /api/sponsor/panel/parts/:ratio",
    summary: "The two figures that a sponsor's figure compares",
    access: ["sponsor", "admin", "government"],
    input: z.object({ ratio: SponsorRatio, ...counted }),
    output: FigureParts,
    errors: { ...panelNotFound, figure_not_counted_yet: 409 },
  }),
} as const;
