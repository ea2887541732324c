import { verificationInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentStored } from "../assessment/present.ts";
import { assessmentStore } from "../assessment/store.ts";
import { presentAppeal } from "../review/present.ts";
import { appealUntil } from "../review/rules/appeal.ts";
import { appealStore } from "../review/store/appeal.ts";
import { policyStore } from "../review/store/policy.ts";

/** Assessments of several proofs for other services, with their appeals; those not yet analysed are left out. */
export const assessments = handle(verificationInternal.operations.assessments, async ({ proof_ids }, ctx) => {
  const rows = await assessmentStore(ctx).find(proof_ids);
  const appeals = new Map((await appealStore(ctx).latest(proof_ids)).map((appeal) => [appeal.proof_id, appeal]));
  const { appeal_days } = await policyStore(ctx).get();
  const items = rows.map((row) => {
    const appeal = appeals.get(row.proof_id);
    const until = appealUntil({ ...row, last: appeal?.outcome }, appeal_days);
    const appeal_until = until !== undefined && until >= ctx.clock.now() ? until.toISOString() : null;
    return { ...presentStored(row), appeal: appeal === undefined ? null : presentAppeal(appeal), appeal_until };
  });
  return { items };
});
