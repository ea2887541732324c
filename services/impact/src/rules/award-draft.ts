import { WHOLE_PARTS } from "@oneheart/contracts";
import type { AccountRef, TransactionDraft, TransferDraft } from "@oneheart/ledger";
import type { AwardFacts } from "./assess.ts";
import type { Calculation } from "./calculation.ts";
import type { Limits } from "./limits.ts";

/** One award on its way into the ledger. */
export interface Award {
  action_id: string;
  quest_id: string;
  mission_id: string;
  zone_id: string;
  player_id: string;
  /** The id that its ledger transaction gets. */
  ledger_id: string;
  recorded_at: Date;
  facts: AwardFacts;
  calculation: Calculation;
  /** Who pays for it; undefined for the programme alone, without a limit. */
  cover: AwardCover | undefined;
}

/** The parts of an action that sponsors and the programme pay; together they are the whole. */
interface AwardCover {
  shares: ReadonlyArray<{ campaign_id: string; parts: number }>;
  programme_parts: number;
}

/** The award as one ledger transaction: the player's XP, tokens and credits, and equal credits for the pools. */
export function awardDraft(award: Award): TransactionDraft {
  const { calculation, facts } = award;
  return {
    id: award.ledger_id,
    kind: "impact.award",
    reason_ref: `action:${award.action_id}`,
    occurred_at: award.recorded_at,
    subject_id: award.player_id,
    detail: {
      action_id: award.action_id,
      quest_id: award.quest_id,
      mission_id: award.mission_id,
      zone_id: award.zone_id,
      rule_set: calculation.rule_set,
      facts: asStrings({ ...facts.calculation, mission_type: facts.mission_type }),
      total_bps: String(calculation.total_bps),
      badges: calculation.badges,
      ...(facts.limits === undefined ? {} : { limits: limitsAsStrings(facts.limits) }),
      ...(facts.same_kind === undefined ? {} : { same_kind: asStrings({ ...facts.same_kind }) }),
      fund_allocation: asStrings(calculation.fund_allocation),
      ...(award.cover === undefined ? {} : { attribution: attributionInLeaf(award.cover) }),
    },
    transfers: transfersOf(award),
  };
}

function transfersOf({ player_id, calculation }: Award): TransferDraft[] {
  const { fund_allocation } = calculation;
  const player = (asset: string): AccountRef => ({ kind: "player", owner_id: player_id, asset });
  const pool = (kind: string): AccountRef => ({ kind, asset: "CREDIT" });
  return [
    issue(player("XP"), calculation.xp),
    issue(player("HEART"), calculation.tokens),
    issue(player("CREDIT"), calculation.credits_minor),
    issue(pool("pool_local"), fund_allocation.local),
    issue(pool("pool_national"), fund_allocation.national),
    issue(pool("pool_global"), fund_allocation.global),
  ].filter((transfer) => transfer.amount > 0n);
}

function issue(credit: AccountRef, amount: number): TransferDraft {
  return { debit: { kind: "issuance", asset: credit.asset }, credit, amount: BigInt(amount) };
}

/** Who may claim which part of the action: the parts come to the whole. */
function attributionInLeaf({ shares, programme_parts }: AwardCover) {
  return {
    of_parts: String(WHOLE_PARTS),
    programme_parts: String(programme_parts),
    shares: shares.map(({ campaign_id, parts }) => ({ campaign_id, parts: String(parts) })),
  };
}

/** The limits that reduced the award, so that it can be recomputed from its leaf. */
function limitsAsStrings(limits: Partial<Limits>) {
  return Object.fromEntries(Object.entries(limits).map(([of, limit]) => [of, asStrings({ ...limit })]));
}

/** Leaves hold amounts as strings; null stays null. */
function asStrings(values: Record<string, string | number | null>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? null : String(value)]));
}
