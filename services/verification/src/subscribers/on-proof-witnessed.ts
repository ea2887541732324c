import { socialInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { reassessProof } from "../assessment/reassess-proof.ts";
import { auditDisputed } from "../review/audit-disputed.ts";
import { opinionStore } from "../review/store/opinion.ts";

/**
 * Who said something of a proof as a witness does not review it. While it waits for a person it is judged again; once rules approved it,
 * a dispute makes a person look.
 */
export const onProofWitnessed = subscribe("on-proof-witnessed", socialInternal.events.proofWitnessed, async (said, ctx) => {
  const { proof_id, witness_id, verdict, plausible } = said;
  const created_at = ctx.clock.now();
  await opinionStore(ctx).recuse({ proof_id, reviewer_id: witness_id, reason: "involved", created_at });
  await reassessProof(proof_id, ctx);
  if (verdict === "dispute" && plausible) await auditDisputed(proof_id, ctx);
});
