import { schedule } from "@oneheart/kernel";
import { runDataChecks } from "../workflows/run-checks.ts";

/** At night, after the recount whose findings are among them. */
export const dataChecksJob = schedule("data-checks", "10 3 * * *", async (ctx) => {
  await runDataChecks(ctx);
});
