import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, line, pageInput, pageOf, shape, strictShape, Time } from "../common/shared.ts";
import { MemberRole } from "./organisation.ts";
import { StaggeredStart, StaggerProblem } from "./staggered.ts";

/** Minor units of a currency, such as satang. */
export const AmountMinor = z.int().min(1).max(1_000_000_000_000);
/** ISO 4217, one that the ledger knows. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);
const Bps = z.int().min(0).max(10_000);

/** How what a campaign pays is divided; the shares come to 10,000. */
export const CampaignPools = strictShape("CampaignPools", { local_bps: Bps, national_bps: Bps, global_bps: Bps });

/** So many Heart tokens for so many minor units of the currency. */
export const TokenRate = strictShape("TokenRate", { tokens: z.int().min(1).max(1_000_000), minor: AmountMinor });

/** What others give is matched: their amount × ratio, up to so much for each person and in all, while there is money for it. */
export const Matching = strictShape("MatchingTerms", {
  ratio_bps: z.int().min(1).max(1_000_000),
  person_max_minor: AmountMinor,
  total_max_minor: AmountMinor,
});
export type Matching = z.infer<typeof Matching>;

/** A share of the money can be spent from the start, more after so many verified actions; the shares come to 10,000. */
export const Milestones = strictShape("MilestoneTerms", {
  first_bps: z.int().min(1).max(10_000),
  steps: z
    .array(strictShape("Milestone", { after_actions: z.int().min(1).max(100_000_000), release_bps: z.int().min(1).max(10_000) }))
    .min(1)
    .max(20),
});
export type Milestones = z.infer<typeof Milestones>;

/** Neither: the money can be spent as soon as it is there. */
const conditions = { matching: Matching.nullable(), milestones: Milestones.nullable() };

/** What a contribution can be bought for, and where: it stands once there is money. */
const terms = { currency: CurrencyCode, rate: TokenRate, pools: CampaignPools, ...conditions };

/** What can be changed until the end. */
const plan = {
  title: line(200),
  /** Every mission of these zones. */
  zone_ids: z.array(Id).max(200),
  /** Missions by themselves. */
  mission_ids: z.array(Id).max(500),
  starts_at: Time,
  ends_at: Time,
  /** The most that is given to it. */
  budget_minor: z.int().max(1_000_000_000_000),
};

/** `paused` pays for no new quests, `ended` for none any more. */
export const CampaignStatus = z.enum(["active", "paused", "ended"]);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

export const CampaignFunds = shape("CampaignFunds", {
  /** What came in. */
  funded_minor: z.int(),
  /** Waits for a milestone. */
  locked_minor: z.int(),
  /** Reserved for quests under way. */
  reserved_minor: z.int(),
  /** Paid to the pools for verified actions. */
  spent_minor: z.int(),
  refunded_minor: z.int(),
  /** What new quests can still be started with. */
  free_minor: z.int(),
  /** Of a matching campaign: what is there to match with. */
  match_minor: z.int(),
});

export const Campaign = shape("Campaign", {
  id: Id,
  organisation_id: Id,
  ...plan,
  ...terms,
  /** Null where all zones start at once. */
  staggered_start: StaggeredStart.nullable(),
  status: CampaignStatus,
  funds: CampaignFunds,
  created_at: Time,
  /** Grows by one with every change. */
  version: z.int(),
});

const statusNow = refusal(409, shape("CampaignStatusNow", { status: CampaignStatus }));
const notFound = {
  campaign_not_found: 404,
  member_role_too_low: refusal(403, shape("CampaignRoleNeeded", { needs: z.array(MemberRole) })),
} as const;

const planRefusals = {
  budget_not_positive: 422,
  campaign_window_invalid: 422,
  campaign_without_place: 422,
  campaign_overlaps: refusal(409, shape("CampaignOverlap", { campaign_id: Id })),
  zone_not_found: refusal(422, shape("CampaignZoneUnknown", { zone_id: Id })),
  mission_not_found: refusal(422, shape("CampaignMissionUnknown", { mission_id: Id })),
} as const;

/** How campaigns are made and steered. */
export const campaignOperations = {
  createCampaign: operation({
    route: "POST /api/sponsor/campaign",
    summary: "Create a campaign: what it funds, when, with how much, and on which conditions",
    access: ["sponsor", "admin"],
    idempotent: true,
    input: z.object({
      organisation_id: Id,
      ...plan,
      zone_ids: plan.zone_ids.default([]),
      mission_ids: plan.mission_ids.default([]),
      ...terms,
      matching: conditions.matching.default(null),
      milestones: conditions.milestones.default(null),
      staggered_start: StaggeredStart.nullable().default(null),
    }),
    output: Campaign,
    status: 201,
    errors: {
      ...planRefusals,
      organisation_not_found: 404,
      member_role_too_low: notFound.member_role_too_low,
      currency_unknown: refusal(422, shape("CurrenciesKnown", { known: z.array(z.string()) })),
      rate_rounds_to_nothing: 422,
      pool_split_invalid: refusal(422, shape("CampaignPoolsSum", { sum_bps: z.int() })),
      milestones_invalid: 422,
      conditions_exclusive: 422,
      staggered_start_invalid: refusal(422, shape("StaggerRefused", { because: StaggerProblem })),
    },
  }),
  listCampaigns: operation({
    route: "GET /api/sponsor/campaigns",
    summary: "The campaigns of one's organisations, newest first; all for the programme",
    access: ["sponsor", "admin", "government"],
    input: z.object({ ...pageInput, organisation_id: Id.optional() }),
    output: pageOf(Campaign),
  }),
  getCampaign: operation({
    route: "GET /api/sponsor/campaign/:id",
    summary: "One campaign with what became of its money",
    access: ["sponsor", "admin", "government"],
    input: z.object({ id: Id }),
    output: Campaign,
    errors: { campaign_not_found: 404 },
  }),
  updateCampaign: operation({
    route: "PATCH /api/sponsor/campaign/:id",
    summary: "Change what a campaign funds, its period or its budget; what money was given for stands",
    access: ["sponsor", "admin"],
    input: z
      .object(plan)
      .partial()
      .extend({ id: Id, version_seen: z.int().min(1).optional() }),
    output: Campaign,
    errors: {
      ...notFound,
      ...planRefusals,
      campaign_ended: statusNow,
      campaign_changed: refusal(409, shape("CampaignVersionNow", { version: z.int() })),
      budget_below_funds: refusal(409, shape("CampaignFundedNow", { funded_minor: z.int() })),
      start_order_fixed: 409,
    },
  }),
  pauseCampaign: operation({
    route: "POST /api/sponsor/campaign/:id/pause",
    summary: "Pay for no new quests; those under way are still paid",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id }),
    output: Campaign,
    errors: { ...notFound, campaign_ended: statusNow },
  }),
  resumeCampaign: operation({
    route: "POST /api/sponsor/campaign/:id/resume",
    summary: "Pay for new quests again",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id }),
    output: Campaign,
    errors: { ...notFound, campaign_ended: statusNow },
  }),
  endCampaign: operation({
    route: "POST /api/sponsor/campaign/:id/end",
    summary: "End a campaign for good; quests under way are still paid, and the rest can be refunded",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id }),
    output: Campaign,
    errors: { ...notFound, campaign_ended: statusNow },
  }),
} as const;
