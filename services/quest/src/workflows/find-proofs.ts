import type { Output } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";

type Proof = Output<typeof proofInternal.operations.findProofs>["items"][number];
export type Proofs = ReadonlyMap<string, Proof>;

/** How many the proof service answers at a time. */
const pageSize = 200;

/** Proofs by id; unknown ones are left out. */
export async function findProofs(ids: readonly string[], ctx: Pick<BaseContext, "call">): Promise<Proofs> {
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) => ids.slice(page * pageSize, (page + 1) * pageSize));
  const found = await Promise.all(pages.map((page) => ctx.call(proofInternal.operations.findProofs, { ids: page })));
  return new Map(found.flatMap(({ items }) => items.map((proof) => [proof.proof_id, proof])));
}
