import { type Output, proofContract } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";

/** A proof as its own service knows it. */
export type Proof = Output<typeof proofContract.operations.findProofs>["items"][number];

/** A proof that must exist: its own service said so. */
export async function findProof(proof_id: string, ctx: BaseContext): Promise<Proof> {
  const { items } = await ctx.call(proofContract.operations.findProofs, { ids: [proof_id] });
  if (items[0] === undefined) throw new Error(`proof ${proof_id} is not known to the proof service`);
  return items[0];
}
