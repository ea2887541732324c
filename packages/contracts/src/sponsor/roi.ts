/** What a sponsor's money returned to society, as a range that shows what it rests on. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Figure } from "../common/figure.ts";
import { Id, line, shape, strictShape } from "../common/shared.ts";
import { CurrencyCode } from "./campaign.ts";
import { MemberRole } from "./organisation.ts";
import { panelNotFound, panelRange } from "./panel.ts";
import { MeasuredEffect } from "./staggered.ts";

/** Where the numbers come from: a study, a price, a survey. Nobody believes a number without it. */
const source = { source: line(300).min(1) };
const Bps = z.int().min(0).max(10_000);

/** A share in basis points in the low, the base and the high case. */
const AssumedShare = strictShape("AssumedShare", { low: Bps, base: Bps, high: Bps, ...source });
const Minor = z.int().min(0).max(1_000_000_000);
/** Money in minor units in the three cases. */
const AssumedMoney = strictShape("AssumedMoney", { low: Minor, base: Minor, high: Minor, ...source });

/** What is assumed of an outcome. The low case has the low worth: its deadweight, displacement and drop-off are the highest. */
const RoiOutcome = strictShape("RoiOutcome", {
  name: line(120).min(1),
  /** What there is of it: verified actions or people reached, by this sponsor's parts. */
  counts: z.enum(["actions", "people"]),
  /** What one of them is worth. */
  proxy: AssumedMoney,
  /** Would have happened anyway. */
  deadweight: AssumedShare,
  /** Only moved from elsewhere. */
  displacement: AssumedShare,
  /** Due to the programme and not to others; co-sponsors have their own parts already. */
  attribution: AssumedShare,
  /** Lost from each year to the next. */
  drop_off: AssumedShare,
  years: z.int().min(1).max(20),
});
export type RoiOutcome = z.infer<typeof RoiOutcome>;

const assumptions = { discount: AssumedShare, outcomes: z.array(RoiOutcome).min(1).max(20) };
const RoiAssumptions = shape("RoiAssumptions", { ...assumptions, version: z.int() });

/** Which assumption: of the outcome with this number, or the discount of all. */
export const RoiAssumptionName = z.enum(["discount", "proxy", "deadweight", "displacement", "attribution", "drop_off"]);
export type RoiAssumptionName = z.infer<typeof RoiAssumptionName>;

const SocialReturn = shape("SocialReturn", { value_minor: z.int(), ratio_bps: z.int() });

/** What the return is when only this one assumption is that of the low or the high case. */
const RoiSensitivity = shape("RoiSensitivity", {
  outcome: z.int().nullable(),
  assumption: RoiAssumptionName,
  low_ratio_bps: z.int(),
  high_ratio_bps: z.int(),
});

const SponsorRoi = shape("SponsorRoi", {
  organisation_id: Id,
  organisation_name: z.string(),
  currency: z.string(),
  currencies: z.array(z.string()),
  /** What was paid for the verified actions. */
  invested: Figure,
  actions: Figure,
  people: Figure,
  /** Null until the organisation has said what it assumes. */
  assumptions: RoiAssumptions.nullable(),
  /** Null without assumptions, and where nothing was invested. */
  result: shape("RoiRange", { low: SocialReturn, base: SocialReturn, high: SocialReturn }).nullable(),
  /** The one that matters most first. */
  sensitivity: z.array(RoiSensitivity),
  /** What each campaign changed, as far as its zones started in a random order; else it says that nothing was measured. */
  measured: z.array(MeasuredEffect),
  /** What this range rests on without proof. */
  not_verified: z.array(z.enum(["what_would_have_happened", "worth_of_outcomes", "how_long_it_lasts", "people_as_reported"])),
});

/** Social return, for one organisation at a time: programmes are not ranked by it. */
export const roiOperations = {
  sponsorRoi: operation({
    route: "GET /api/sponsor/roi",
    summary: "What an organisation's money returned to society: a range, with what it assumes and how much each assumption matters",
    access: ["sponsor", "admin", "government"],
    input: z.object({ organisation_id: Id.optional(), currency: CurrencyCode.optional(), ...panelRange }),
    output: SponsorRoi,
    errors: {
      ...panelNotFound,
      days_reversed: 422,
      currency_unknown: refusal(422, shape("RoiCurrencies", { known: z.array(z.string()) })),
    },
  }),
  setRoiAssumptions: operation({
    route: "PUT /api/sponsor/organisations/:id/roi-assumptions/:currency",
    summary: "Say what the social return assumes, each with its source, in a low, a base and a high case",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id, currency: CurrencyCode, ...assumptions, version_seen: z.int().min(0).optional() }),
    output: RoiAssumptions,
    errors: {
      organisation_not_found: 404,
      member_role_too_low: refusal(403, shape("RoiRoleNeeded", { needs: z.array(MemberRole) })),
      currency_unknown: refusal(422, shape("RoiCurrenciesKnown", { known: z.array(z.string()) })),
      assumption_unordered: refusal(422, shape("RoiUnordered", { outcome: z.int().nullable(), assumption: RoiAssumptionName })),
      assumptions_changed: refusal(409, shape("RoiVersionNow", { version: z.int() })),
    },
  }),
} as const;
