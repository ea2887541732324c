import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentQuality } from "../workflows/present-quality.ts";
import { readerOf } from "../workflows/reader.ts";
import { runDataChecks } from "../workflows/run-checks.ts";

/** Runs the checks now instead of at night. */
export const runChecks = handle(analyticsContract.operations.runChecks, async (_, ctx) => {
  const results = await runDataChecks(ctx);
  return presentQuality({ ran_at: ctx.clock.now(), results }, readerOf(ctx));
});
