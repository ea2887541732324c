import { schedule } from "@oneheart/kernel";
import { inSnapshot } from "@oneheart/ledger";
import { audits } from "../audit/audits.ts";
import { recountStore } from "../store/recounts.ts";

/** Every night all figures are counted again from the ledger and from their entries; what differs is shown to administrators. */
export const recount = schedule("recount", "50 2 * * *", async (ctx) => {
  const findings = await inSnapshot(ctx.db, async (tx) => {
    const found = [];
    for (const audit of audits) {
      for await (const step of audit(tx)) found.push(...step.findings.map((finding) => ({ ...finding, check: step.check })));
    }
    return found;
  });
  await ctx.transaction(({ db }) => recountStore(db).replace(findings, ctx.clock.now()));
  if (findings.length > 0) ctx.log.error({ findings: findings.length }, "figures differ from a recount");
});
