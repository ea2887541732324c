import type { BaseContext } from "@oneheart/kernel";
import { inSnapshot } from "@oneheart/ledger";
import { dataChecks } from "../store/data-checks.ts";
import { type CheckResult, findingsOf, qualityStore } from "../store/quality.ts";

/** Runs every check over one moment's data, and keeps what was found instead of what was found before. */
export async function runDataChecks(ctx: Pick<BaseContext, "db" | "clock" | "transaction">): Promise<CheckResult[]> {
  const now = ctx.clock.now();
  const results = await inSnapshot(ctx.db, async (tx) => {
    const found: CheckResult[] = [];
    for (const { id, query } of dataChecks) found.push(...(await findingsOf(tx, id, query(now))));
    return found;
  });
  await ctx.transaction((tx) => qualityStore(tx).replace(results, now));
  return results;
}

const gravity = new Map(dataChecks.map(({ id, severity }) => [id, severity]));

/** Findings that make a month's figures wrong: its own, and those that are about no month. */
export function errorsIn(month: string, results: readonly CheckResult[]): CheckResult[] {
  return results.filter((result) => gravity.get(result.check) === "error" && (result.month === null || result.month === month));
}
