/** Figures of the whole programme, which anyone may see, and what each of them is made of. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { drillOf, Figure, FigureDay, FigureEntry, FigureParts } from "../common/figure.ts";
import { pageInput, shape } from "../common/shared.ts";

/** Counted from entries about verified actions; what was taken back counts no more, what was given again counts again. */
export const ActionFigure = z.enum(["verified_actions", "minutes_of_work", "people_helped"]);
/** Sums of movements in the ledger. */
export const FlowFigure = z.enum([
  "tokens_issued",
  "tokens_burned",
  "tokens_held",
  "credits_awarded",
  "pool_local",
  "pool_national",
  "pool_global",
]);
/** Counts of people and places, by the day on which each of them came to it. */
export const DayFigure = z.enum(["players_who_acted", "active_zones"]);
/** One figure against another, in basis points. */
export const ShareFigure = z.enum(["coverage"]);

export type ActionFigure = z.infer<typeof ActionFigure>;
export type FlowFigure = z.infer<typeof FlowFigure>;
export type DayFigure = z.infer<typeof DayFigure>;

/** `tokens_redeemable` is what the rewards on offer would cost together; coverage is its share of the tokens that people hold. */
export const ProgrammeFigures = shape("ProgrammeFigures", {
  verified_actions: Figure,
  minutes_of_work: Figure,
  people_helped: Figure,
  players_who_acted: Figure,
  active_zones: Figure,
  tokens_issued: Figure,
  tokens_burned: Figure,
  tokens_held: Figure,
  tokens_redeemable: Figure,
  coverage: Figure,
  credits_awarded: Figure,
  pool_local: Figure,
  pool_national: Figure,
  pool_global: Figure,
});

/** Up to which of the lines a figure counts; `drill` says it. */
const upto = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const Day = z.iso.date();

export const figureOperations = {
  programmeFigures: operation({
    route: "GET /api/programme/figures",
    summary: "What the programme has come to, each figure with the call that lists what it is made of",
    access: ["anyone"],
    input: z.object({}),
    output: ProgrammeFigures,
  }),
  actionEntries: operation({
    route: "GET /api/programme/figures/actions/:figure",
    summary: "The entries that a figure of verified actions is made of, newest first",
    access: ["anyone"],
    input: z.object({ ...pageInput, figure: ActionFigure, upto, from: Day.optional(), to: Day.optional() }),
    output: drillOf(FigureEntry),
    errors: { figure_not_counted_yet: 409, figure_too_old: 410 },
  }),
  flowEntries: operation({
    route: "GET /api/programme/figures/ledger/:figure",
    summary: "The movements of the ledger that a figure is made of, newest first",
    access: ["anyone"],
    input: z.object({
      ...pageInput,
      figure: FlowFigure,
      /** Leaves of the log that count. */
      tree_size: upto,
    }),
    output: drillOf(FigureEntry),
    errors: { figure_not_counted_yet: 409, figure_too_old: 410 },
  }),
  figureDays: operation({
    route: "GET /api/programme/figures/days/:figure",
    summary: "What each day added to a count of people or places, newest first",
    access: ["anyone"],
    input: z.object({ ...pageInput, figure: DayFigure, upto }),
    output: drillOf(FigureDay),
    errors: { figure_not_counted_yet: 409, figure_too_old: 410 },
  }),
  redeemableRewards: operation({
    route: "GET /api/programme/figures/rewards",
    summary: "The rewards on offer, each with what all that is left of it would cost",
    access: ["anyone"],
    input: z.object({ ...pageInput, left_at_most: z.int().min(0).max(1_000_000).optional() }),
    output: drillOf(shape("RedeemableReward", { name: z.string(), price_tokens: z.int(), quantity: z.int(), amount: z.number() })),
  }),
  figureParts: operation({
    route: "GET /api/programme/figures/shares/:figure",
    summary: "The two figures that a share compares",
    access: ["anyone"],
    input: z.object({ figure: ShareFigure }),
    output: FigureParts,
  }),
} as const;
