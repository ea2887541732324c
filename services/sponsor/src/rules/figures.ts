import {
  drillTo,
  type Figure,
  type FigureUnit,
  type SponsorMeasure,
  type SponsorRatio,
  sponsorContract,
  WHOLE_PARTS,
} from "@oneheart/contracts";
import type { Scope, Sums } from "../store/panel.ts";

const { operations } = sponsorContract;

/** What the figures of one answer have in common. */
export interface Counted {
  organisation_id: string;
  currency: string;
  campaign_id?: string;
  upto: number;
  as_of: Date;
  /** Leaves of the log at that moment. */
  tree_size: number;
}

/** Which entries of these campaigns a figure counts. */
export type Within = Omit<Scope, "campaign_ids">;

interface Definition {
  unit: (currency: string) => FigureUnit;
  value: (sums: Sums) => bigint;
}

/** How each figure of a sponsor is counted: the one definition for every surface. */
export const measures: Record<SponsorMeasure, Definition> = {
  spent: { unit: (currency) => `${currency}_minor`, value: ({ spent_minor }) => spent_minor },
  actions: { unit: () => "action_parts", value: ({ action_parts }) => action_parts },
  people: { unit: () => "people_parts", value: ({ people_parts }) => people_parts },
};

export function measureFigure(measure: SponsorMeasure, sums: Sums, of: Counted, within: Within = {}): Figure {
  const { unit, value } = measures[measure];
  const drill = drillTo(operations.sponsorEntries, { measure, ...queryOf(of, within) });
  const basis = basisOf(of, Number(sums.entries), within);
  return { value: Number(value(sums)), unit: unit(of.currency), as_of: of.as_of.toISOString(), basis, drill };
}

/** What came in for a campaign. */
export function fundedFigure(funded_minor: bigint, contributions: bigint, of: Counted & { campaign_id: string }): Figure {
  const drill = drillTo(operations.sponsorMoney, { campaign_id: of.campaign_id, upto: of.upto });
  const basis = basisOf(of, Number(contributions));
  return { value: Number(funded_minor), unit: `${of.currency}_minor`, as_of: of.as_of.toISOString(), basis, drill };
}

/** Money for each whole action; null where there was none: nothing has no price. */
export function costFigure(sums: Sums, of: Counted, within: Within = {}): Figure | null {
  if (sums.action_parts <= 0n) return null;
  const value = Math.round((Number(sums.spent_minor) * WHOLE_PARTS) / Number(sums.action_parts));
  return ratioFigure("cost_per_action", value, `${of.currency}_minor`, of, within);
}

/** Money that was spent of what came in. */
export function moneyShareFigure(spent_minor: bigint, funded_minor: bigint, of: Counted & { campaign_id: string }): Figure {
  return ratioFigure("money_share", shareBps(Number(spent_minor), Number(funded_minor)), "bps", of, {});
}

function ratioFigure(ratio: SponsorRatio, value: number, unit: FigureUnit, of: Counted, within: Within): Figure {
  const drill = drillTo(operations.sponsorParts, { ratio, ...queryOf(of, within) });
  return { value, unit, as_of: of.as_of.toISOString(), basis: basisOf(of, 2, within), drill };
}

function basisOf({ tree_size }: Counted, count: number, { from, to }: Within = {}) {
  return { kind: "ledger", tree_size, count, from, to } as const;
}

/** One number against another in basis points, rounded half up; nothing of nothing is nothing. */
function shareBps(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole);
}

/** What is not asked for is left out: a query has no empty fields. */
function queryOf({ organisation_id, currency, campaign_id, upto }: Counted, { zone_id, from, to }: Within) {
  return {
    ...{ organisation_id, currency, upto },
    ...(campaign_id === undefined ? {} : { campaign_id }),
    ...(zone_id === undefined ? {} : { zone_id }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
