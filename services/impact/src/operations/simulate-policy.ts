import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { inSnapshot } from "@oneheart/ledger";
import { simulate } from "../workflows/simulate.ts";

const DAY_MS = 86_400_000;
const DAYS = 90;
const DAYS_MAX = 366;
const whole_bps = 10_000;

/** What other caps and rates would have come to. It runs where nothing can be written. */
export const simulatePolicy = handle(impactContract.operations.simulatePolicy, async ({ rules, ...input }, ctx) => {
  const to = input.to ?? ctx.clock.now().toISOString().slice(0, 10);
  const from = input.from ?? dayBefore(to, DAYS - 1);
  if (from > to) ctx.fail("days_reversed");
  if (from < dayBefore(to, DAYS_MAX - 1)) ctx.fail("period_too_long");
  if (rules !== undefined) {
    const { local, national, global } = rules.allocation_bps;
    if (local + national + global !== whole_bps) ctx.fail("allocation_invalid", { sum_bps: local + national + global });
  }
  return inSnapshot(ctx.db, (db) => simulate(db, { ...input, rules, from, to }));
});

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
