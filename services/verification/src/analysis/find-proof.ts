import type { Output } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";

/** A proof as its own service knows it. */
export type Proof = Output<typeof proofInternal.operations.findProofs>["items"][number];

/** A proof that must exist: its own service said so. */
export async function findProof(proof_id: string, ctx: BaseContext): Promise<Proof> {
  const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: [proof_id] });
  if (items[0] === undefined) throw new Error(`proof ${proof_id} is not known to the proof service`);
  return items[0];
}
