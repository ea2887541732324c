import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { historyStore } from "../rule-sets/history-store.ts";
import { Comparer } from "../rule-sets/rules/compare.ts";
import { ruleSetStore } from "../rule-sets/store.ts";

const batch = 1000;
const looked = 50_000;

/** Where a rule set in the shadow would have decided otherwise than the one that acted at that moment; the newest 50,000. */
export const shadowReport = handle(verificationContract.operations.shadowReport, async ({ id, examples }, ctx) => {
  const store = ruleSetStore(ctx);
  if ((await store.get(id)) === undefined) ctx.fail("rule_set_not_found");
  const { active } = await store.inForce();
  const comparer = new Comparer(examples);
  let last: string | undefined;
  let isMore = true;
  while (isMore && comparer.compared < looked) {
    const page = await historyStore(ctx).shadowAssessments(id, last, batch);
    for (const { proof_id, outcome: to, score: to_score, reason_code, acted_outcome: from, acted_score: from_score, reviewed } of page)
      comparer.add({ proof_id, from, to, from_score, to_score, reason_code, reviewed });
    last = page.at(-1)?.proof_id;
    isMore = page.length === batch;
  }
  return { version: id, against: active.version, skipped: 0, ...comparer.result(), truncated: isMore };
});
