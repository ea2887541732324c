import { analyticsContract, drillTo, type EconomyShare, type Figure, type HolderFigure } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { dayNumber, dayText } from "../rules/columns.ts";
import { ledgerFigure, shareBps } from "../rules/figure.ts";
import { type HolderBand, holdingStore, type Spread } from "../store/holdings.ts";

const { operations } = analyticsContract;
const DORMANT_DAYS = 90;

type Asking = Pick<BaseContext, "db" | "clock">;
type HolderShare = Exclude<EconomyShare, "tokens_per_hour">;

/** Who holds how much now. */
export function spreadNow({ db, clock }: Asking): Promise<Spread> {
  return holdingStore(db).spread(dayText(dayNumber(clock.now().toISOString().slice(0, 10)) - DORMANT_DAYS));
}

/** What a band adds to a figure: the one definition for figures and their lists. */
const amountOf: Record<HolderFigure, (band: HolderBand, holders: number) => number> = {
  held: ({ held }) => held,
  held_by_top: ({ held_by_top }) => held_by_top,
  dormant: ({ dormant }) => dormant,
  unequal: ({ unequal }) => unequal,
  unequal_at_most: ({ held }, holders) => held * holders,
};

/** The lines of a figure of holders. */
export function holderLines({ bands, holders }: Spread, figure: HolderFigure) {
  return bands.map((band) => ({ from_tokens: band.from_tokens, holders: band.holders, amount: amountOf[figure](band, holders) }));
}

const partsOfShare: Record<HolderShare, readonly [HolderFigure, HolderFigure]> = {
  gini: ["unequal", "unequal_at_most"],
  top_1_percent: ["held_by_top", "held"],
  dormant: ["dormant", "held"],
};

/** The two figures of a share of holders. */
export function holderParts(spread: Spread, share: HolderShare, as_of: Date): { part: Figure; whole: Figure } {
  const figure = (name: HolderFigure) => {
    const lines = holderLines(spread, name);
    const value = lines.reduce((sum, { amount }) => sum + amount, 0);
    const drill = drillTo(operations.economyHolders, { figure: name, tree_size: spread.tree_size });
    return ledgerFigure(value, spread.tree_size, { unit: "tokens", as_of, count: lines.length, drill });
  };
  const [part, whole] = partsOfShare[share];
  return { part: figure(part), whole: figure(whole) };
}

/** A share of holders, which leads to the two figures that it compares. */
export function holderShare(spread: Spread, share: HolderShare, as_of: Date): Figure {
  const { part, whole } = holderParts(spread, share, as_of);
  const drill = drillTo(operations.economyParts, { figure: share });
  return ledgerFigure(shareBps(part.value!, whole.value!), spread.tree_size, { unit: "bps", as_of, count: 2, drill });
}
