import type { CallInput, sponsorContract } from "@oneheart/contracts";

type CampaignInput = CallInput<typeof sponsorContract.operations.createCampaign>;

/** What somebody has filled in so far. Amounts are in whole units of the currency, as people write them. */
export interface CampaignDraft {
  title: string;
  zone_ids: string[];
  starts_on: string;
  ends_on: string;
  /** Chance decides which zones start first, in so many groups with so many days between them. */
  staggered: boolean;
  groups: string;
  days_apart: string;
  currency: string;
  budget: string;
  /** What one Heart token costs. */
  token_price: string;
  local_percent: string;
  national_percent: string;
  condition: "plain" | "matching" | "milestones";
  /** Matching: what is added to each unit, in per cent; the most for one person, and in all. */
  match_percent: string;
  person_max: string;
  total_max: string;
  /** Milestones: the share from the start, in per cent; the rest comes after so many actions. */
  first_percent: string;
  after_actions: string;
}

export const steps = ["where", "when", "money", "conditions", "check"] as const;
export type Step = (typeof steps)[number];

/** A first draft: three months from tomorrow on, and the shares that most programmes have. */
export function newDraft(now = new Date()): CampaignDraft {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    ...{
      title: "",
      zone_ids: [],
      starts_on: day(1),
      ends_on: day(91),
      staggered: false,
      groups: "2",
      days_apart: "14",
      currency: "THB",
      budget: "",
      token_price: "",
    },
    ...{ local_percent: "60", national_percent: "30", condition: "plain" },
    ...{ match_percent: "100", person_max: "", total_max: "", first_percent: "40", after_actions: "" },
  };
}

const minor = (text: string) => Math.round(Number(text) * 100);
const isPositive = (text: string) => Number.isFinite(Number(text)) && Number(text) > 0;

export function globalPercent({ local_percent, national_percent }: CampaignDraft): number {
  return Math.round((100 - Number(local_percent) - Number(national_percent)) * 100) / 100;
}

/** What is missing in a step; the server looks at everything again. */
export function missingIn(
  step: Step,
  draft: CampaignDraft,
): "no_zone" | "no_title" | "days" | "no_groups" | "no_money" | "shares" | "no_terms" | undefined {
  if (step === "where") return draft.zone_ids.length === 0 ? "no_zone" : undefined;
  if (step === "when") return missingInTime(draft);
  if (step === "money") return isPositive(draft.budget) && isPositive(draft.token_price) ? undefined : "no_money";
  if (step !== "conditions") return undefined;
  if (globalPercent(draft) < 0) return "shares";
  const asked = {
    plain: [],
    matching: [draft.match_percent, draft.person_max, draft.total_max],
    milestones: [draft.first_percent, draft.after_actions],
  };
  return asked[draft.condition].every(isPositive) ? undefined : "no_terms";
}

function missingInTime({ title, starts_on, ends_on, staggered, groups, days_apart }: CampaignDraft) {
  if (title.trim() === "") return "no_title";
  if (ends_on <= starts_on) return "days";
  const isWithin = (text: string, least: number, most: number) =>
    Number.isInteger(Number(text)) && Number(text) >= least && Number(text) <= most;
  return !staggered || (isWithin(groups, 2, 12) && isWithin(days_apart, 7, 90)) ? undefined : "no_groups";
}

/** The draft as the server takes it. */
export function inputOf(draft: CampaignDraft, organisation_id: string): CampaignInput {
  const bps = (text: string) => Math.round(Number(text) * 100);
  return {
    organisation_id,
    title: draft.title,
    zone_ids: draft.zone_ids,
    starts_at: `${draft.starts_on}T00:00:00Z`,
    ends_at: `${draft.ends_on}T00:00:00Z`,
    staggered_start: draft.staggered ? { groups: Number(draft.groups), days_apart: Number(draft.days_apart) } : null,
    budget_minor: minor(draft.budget),
    currency: draft.currency,
    rate: { tokens: 1, minor: minor(draft.token_price) },
    pools: {
      local_bps: bps(draft.local_percent),
      national_bps: bps(draft.national_percent),
      global_bps: Math.round(globalPercent(draft) * 100),
    },
    matching:
      draft.condition === "matching"
        ? { ratio_bps: bps(draft.match_percent), person_max_minor: minor(draft.person_max), total_max_minor: minor(draft.total_max) }
        : null,
    milestones:
      draft.condition === "milestones"
        ? {
            first_bps: bps(draft.first_percent),
            steps: [{ after_actions: Number(draft.after_actions), release_bps: 10_000 - bps(draft.first_percent) }],
          }
        : null,
  };
}

/** What the budget buys where missions pay so many tokens at least; undefined while there is nothing to reckon with. */
export function whatItBuys({ budget, token_price }: CampaignDraft, mission_tokens: readonly number[]) {
  if (!isPositive(budget) || !isPositive(token_price)) return undefined;
  const tokens = Math.floor(minor(budget) / minor(token_price));
  const paying = mission_tokens.filter((paid) => paid > 0);
  if (paying.length === 0) return { tokens, actions: undefined };
  return { tokens, actions: { least: Math.floor(tokens / Math.max(...paying)), most: Math.floor(tokens / Math.min(...paying)) } };
}
