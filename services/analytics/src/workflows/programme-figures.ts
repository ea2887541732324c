import {
  type ActionFigure,
  analyticsContract,
  type DayFigure,
  drillTo,
  type Figure,
  type FlowFigure,
  type Output,
} from "@oneheart/contracts";
import { tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { actionFigures } from "../rules/action-figures.ts";
import type { DayCount } from "../rules/columns.ts";
import { eventFigure, ledgerFigure, shareBps } from "../rules/figure.ts";
import { flowFigures } from "../rules/flow-figures.ts";
import { analyticsState } from "../state.ts";
import { entryStore, type Totals } from "../store/entries.ts";
import { type FlowSums, flowStore, sumOf } from "../store/flows.ts";

type ProgrammeFigures = Output<typeof analyticsContract.operations.programmeFigures>;
type Asking = Pick<BaseContext, "db" | "state" | "clock" | "call">;

const { operations } = analyticsContract;

/** Every figure of the programme, as of now. */
export async function programmeFigures(ctx: Asking): Promise<ProgrammeFigures> {
  const totals = await entryStore(ctx.db).totals();
  const upto = Number(totals.position);
  const days = await ctx.state(analyticsState).columns.firstDays(ctx.db, upto);
  const sums = await flowStore(ctx.db).sums();
  const stock = await ctx.call(tokenInternal.operations.rewardStock, {});
  const as_of = ctx.clock.now();
  const tree_size = sums.tree_size;

  const action = (figure: ActionFigure) => {
    const { unit, measure } = actionFigures[figure];
    const drill = drillTo(operations.actionEntries, { figure, upto });
    return ledgerFigure(Number(totals[measure]), tree_size, { unit, as_of, count: linesOf(totals, figure), drill });
  };
  const flow = (figure: FlowFigure) => flowFigure(figure, sums, as_of);
  const byDay = (figure: DayFigure, lines: readonly DayCount[]) => {
    const unit = figure === "active_zones" ? "zones" : "people";
    const drill = drillTo(operations.figureDays, { figure, upto });
    return eventFigure(sumOfDays(lines), { unit, as_of, count: lines.length, drill });
  };
  const tokens_held = flow("tokens_held");
  const tokens_redeemable = eventFigure(stock.tokens, {
    ...{ unit: "tokens", as_of, count: stock.offered },
    drill: drillTo(operations.redeemableRewards, {}),
  });
  return {
    verified_actions: action("verified_actions"),
    minutes_of_work: action("minutes_of_work"),
    people_helped: action("people_helped"),
    players_who_acted: byDay("players_who_acted", days.people),
    active_zones: byDay("active_zones", days.zones),
    tokens_issued: flow("tokens_issued"),
    tokens_burned: flow("tokens_burned"),
    tokens_held,
    tokens_redeemable,
    coverage: shareOf(tokens_redeemable, tokens_held, as_of),
    credits_awarded: flow("credits_awarded"),
    pool_local: flow("pool_local"),
    pool_national: flow("pool_national"),
    pool_global: flow("pool_global"),
  };
}

/** Tokens that people have, without the rest. */
export async function tokensHeld(ctx: Pick<Asking, "db" | "clock">): Promise<Figure> {
  return flowFigure("tokens_held", await flowStore(ctx.db).sums(), ctx.clock.now());
}

function flowFigure(figure: FlowFigure, { tree_size, flows }: FlowSums, as_of: Date): Figure {
  const { unit, parts } = flowFigures[figure];
  const { amount, movements } = sumOf(parts, flows);
  const drill = drillTo(operations.flowEntries, { figure, tree_size });
  return ledgerFigure(Number(amount), tree_size, { unit, as_of, count: Number(movements), drill });
}

/** How many lines a figure of actions has. */
function linesOf({ position, minutes_entries, people_entries }: Totals, figure: ActionFigure): number {
  const lines = { verified_actions: position, minutes_of_work: minutes_entries, people_helped: people_entries };
  return Number(lines[figure]);
}

export function sumOfDays(days: readonly DayCount[]): number {
  return days.reduce((sum, { amount }) => sum + amount, 0);
}

function shareOf(part: Figure, whole: Figure, as_of: Date): Figure {
  const drill = drillTo(operations.figureParts, { figure: "coverage" });
  return eventFigure(shareBps(part.value!, whole.value!), { unit: "bps", as_of, count: 2, drill });
}
