import type { analyticsContract, Output } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { monthBefore, monthEnd } from "../rules/nation/periods.ts";
import { entryStore } from "../store/entries.ts";
import { type CheckResult, qualityStore, type SignOffRow } from "../store/quality.ts";
import { monthNow } from "./month-now.ts";
import { NationView, toldNation } from "./nation.ts";
import { errorsIn } from "./run-checks.ts";
import type { ToldNation } from "./told-nation.ts";

type DataPeriod = Output<typeof analyticsContract.operations.signPeriod>;
type Asking = Pick<BaseContext, "db" | "state" | "call" | "clock">;

/** What every month is judged by. */
interface PeriodFacts {
  upto: number;
  told: ToldNation;
  results: readonly CheckResult[];
  signed: ReadonlyMap<string, SignOffRow>;
  corrected: ReadonlySet<string>;
  last_over: string;
}

export async function periodFacts(ctx: Asking): Promise<PeriodFacts> {
  const store = qualityStore(ctx);
  const upto = Number((await entryStore(ctx.db).totals()).position);
  return {
    upto,
    told: await toldNation(ctx, upto),
    results: (await store.lastRun()).results,
    signed: await store.signOffs(),
    corrected: await store.correctedMonths(),
    last_over: monthBefore(await monthNow(ctx)),
  };
}

/** A month with what the dashboard tells of it, and how far it is trusted. */
export function periodOf(month: string, { upto, told, results, signed, corrected, last_over }: PeriodFacts, as_of: Date): DataPeriod {
  const view = new NationView(told, { from: `${month}-01`, to: monthEnd(month) }, { upto, as_of });
  const row = signed.get(month);
  return {
    month,
    is_over: month <= last_over,
    ...view.total(),
    errors: errorsIn(month, results).reduce((sum, { findings }) => sum + findings, 0),
    signed: row === undefined ? null : signOffOf(row),
    is_corrected: corrected.has(month),
  };
}

function signOffOf({ signed_at, signed_by, actions, people, errors_open, note }: SignOffRow): DataPeriod["signed"] {
  return { signed_at: signed_at.toISOString(), signed_by, actions, people, errors_open, note };
}

/** Months in which anything is told, or that were signed off, newest first. */
export function monthsIn({ told, signed }: PeriodFacts): string[] {
  const months = new Set([...told.months.flatMap(({ from, to }) => [from.slice(0, 7), to.slice(0, 7)]), ...signed.keys()]);
  return [...months].sort().reverse();
}
