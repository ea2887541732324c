import { type Output, proofContract, type verificationContract } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import type { Proof } from "../analysis/find-proof.ts";
import { assessmentStore } from "../assessment/store.ts";

export type Match = Output<typeof verificationContract.operations.getReview>["matches"][number];

const matchesMax = 20;
/** How long a reviewer's links are good for, in seconds. */
export const linkLife = { expires_s: 600 };

/** Other proofs of the identical file, then the one that looks most like it, each with a link. */
export async function matchesOf(
  proof: Proof,
  lookalike: { proof_id: string; distance: number } | null,
  ctx: BaseContext,
): Promise<Match[]> {
  const same = (await assessmentStore(ctx).othersWith(proof.media_hash, proof.proof_id, matchesMax)).map(({ proof_id }) => proof_id);
  const like = lookalike === null || same.includes(lookalike.proof_id) ? [] : [lookalike.proof_id];
  if (same.length + like.length === 0) return [];
  const { items } = await ctx.call(proofContract.operations.findProofs, { ids: [...same, ...like] });
  const others = new Map(items.map((other) => [other.proof_id, other]));
  const match = async (id: string, kind: Match["kind"], distance: number): Promise<Match[]> => {
    const other = others.get(id);
    if (other === undefined) return [];
    const { player_id, received_at, storage_path } = other;
    const about = { proof_id: id, kind, distance, same_player: player_id === proof.player_id, received_at };
    return [{ ...about, media_url: await linkTo(storage_path, ctx) }];
  };
  return (
    await Promise.all([...same.map((id) => match(id, "file", 0)), ...like.map((id) => match(id, "picture", lookalike!.distance))])
  ).flat();
}

async function linkTo(storage_path: string, { backing: { objects } }: BaseContext): Promise<string | null> {
  return (await objects.head(storage_path)) === undefined ? null : objects.signedUrl(storage_path, linkLife);
}
