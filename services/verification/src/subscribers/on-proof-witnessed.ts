import { socialContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { reassessProof } from "../reassess-proof.ts";
import { opinionStore } from "../review/opinion-store.ts";

/** Who said something of a proof as a witness does not review it, and while it waits for a person it is judged again. */
export const onProofWitnessed = subscribe(socialContract.events.proofWitnessed, async ({ proof_id, witness_id }, ctx) => {
  const created_at = ctx.clock.now();
  await ctx.once((tx) => opinionStore(tx).recuse({ proof_id, reviewer_id: witness_id, reason: "involved", created_at }));
  await reassessProof(proof_id, ctx);
});
