import { z } from "zod";
import { operation, refusal, signedIn } from "../common/define.ts";
import { Id, line, pageInput, pageOf, shape, strictShape, Time } from "../common/shared.ts";
import { MemberRole } from "./organisation.ts";

/** Parts of one action; those of all sponsors and the programme come to this. */
export const WHOLE_PARTS = 1_000_000;
const Parts = z.int().min(0).max(WHOLE_PARTS);

/** Tokens that the programme pays without a sponsor's money; null is no limit. */
const ProgrammeBudget = shape("ProgrammeBudget", {
  budget_tokens: z.int().nullable(),
  reserved_tokens: z.int(),
  paid_tokens: z.int(),
});

const SplitShare = strictShape("SplitShare", { campaign_id: Id, parts: z.int().min(1).max(WHOLE_PARTS) });
const MissionSplit = shape("MissionSplit", { mission_id: Id, shares: z.array(SplitShare), programme_parts: Parts });

/** A sponsor's part of an action. */
const CoverShare = shape("CoverShare", {
  campaign_id: Id,
  campaign_title: z.string(),
  organisation_id: Id,
  organisation_name: z.string(),
  parts: Parts,
  /** The final public claim on these parts. */
  claim: shape("CoverClaim", { id: Id, purpose: z.string(), claimed_at: Time }).nullable(),
});

const ActionCover = shape("ActionCover", {
  action_id: Id,
  /** The award's entry in the ledger: its receipt names the same parts. Null when the award moved nothing. */
  ledger_id: Id.nullable(),
  /** The entry that moved the money; null when the action cost nothing. */
  draw_ledger_id: Id.nullable(),
  shares: z.array(CoverShare),
  programme_parts: Parts,
  of_parts: z.int(),
  is_reversed: z.boolean(),
});

const CampaignAction = shape("CampaignAction", {
  action_id: Id,
  mission_id: Id,
  zone_id: Id,
  day: z.iso.date(),
  parts: Parts,
  of_parts: z.int(),
  tokens: z.int(),
  amount_minor: z.int(),
  people_reached: z.int(),
  ledger_id: Id.nullable(),
  draw_ledger_id: Id.nullable(),
  is_reversed: z.boolean(),
  recorded_at: Time,
});

export const PublicClaim = shape("PublicClaim", {
  id: Id,
  campaign_id: Id,
  organisation_id: Id,
  organisation_name: z.string(),
  purpose: z.string(),
  actions: z.int(),
  /** The sum of the claimed parts, in actions. */
  actions_claimed: z.number(),
  claimed_at: Time,
});

/** Who pays for an action, and who may claim it. */
export const coverOperations = {
  getProgrammeBudget: operation({
    route: "GET /api/admin/programme-budget",
    summary: "What the programme pays without a sponsor's money",
    access: ["admin", "government"],
    input: z.object({}),
    output: ProgrammeBudget,
  }),
  setProgrammeBudget: operation({
    route: "PUT /api/admin/programme-budget",
    summary: "Declare how many tokens the programme pays without a sponsor's money, for quests that start from now on",
    access: ["admin"],
    approval: { by: ["admin"], waits_hours: 72 },
    input: z.object({ budget_tokens: z.int().min(0).max(1_000_000_000_000).nullable() }),
    output: ProgrammeBudget,
    errors: { budget_below_use: refusal(409, shape("ProgrammeBudgetUse", { used_tokens: z.int() })) },
  }),
  setMissionSplit: operation({
    route: "PUT /api/admin/mission-splits/:mission_id",
    summary: "Fix the parts that sponsors agreed on for a mission, instead of their shares of its money",
    access: ["admin"],
    input: z.object({ mission_id: Id, shares: z.array(SplitShare).min(1).max(50), programme_parts: Parts.default(0) }),
    output: MissionSplit,
    errors: {
      split_invalid: refusal(422, shape("SplitSum", { sum_parts: z.int(), of_parts: z.int() })),
      campaign_not_found: refusal(422, shape("CampaignsUnknown", { campaign_ids: z.array(Id) })),
      split_fixed: 409,
    },
  }),
  actionCover: operation({
    route: "GET /api/sponsor/cover/:ledger_id",
    summary: "From a receipt to who paid: the parts of the action that an entry of the ledger is about",
    access: signedIn,
    input: z.object({ ledger_id: Id }),
    output: ActionCover,
    errors: { cover_not_found: 404 },
  }),
  campaignActions: operation({
    route: "GET /api/sponsor/campaign/:id/actions",
    summary: "The verified actions that a campaign paid for, newest first, each with its entries in the ledger",
    access: ["sponsor", "admin", "government"],
    input: z.object({ id: Id, ...pageInput, zone_id: Id.optional(), from: z.iso.date().optional(), to: z.iso.date().optional() }),
    output: pageOf(CampaignAction),
    errors: { campaign_not_found: 404 },
  }),
  claimActions: operation({
    route: "POST /api/sponsor/campaign/:id/claims",
    summary: "Claim a campaign's parts of actions in public, for a purpose: final, and listed for everybody",
    access: ["sponsor", "admin"],
    idempotent: "required",
    input: z.object({ id: Id, purpose: line(300), action_ids: z.array(Id).min(1).max(1_000) }),
    output: PublicClaim,
    status: 201,
    errors: {
      campaign_not_found: 404,
      member_role_too_low: refusal(403, shape("ClaimRoleNeeded", { needs: z.array(MemberRole) })),
      action_not_attributed: refusal(422, shape("ActionsNotAttributed", { action_ids: z.array(Id) })),
      already_claimed: refusal(409, shape("ActionsClaimed", { action_ids: z.array(Id) })),
    },
  }),
  listClaims: operation({
    route: "GET /api/sponsor/claims",
    summary: "Every public claim, newest first",
    access: ["anyone"],
    input: z.object({ ...pageInput, campaign_id: Id.optional() }),
    output: pageOf(PublicClaim),
  }),
} as const;
