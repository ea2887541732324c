import type { Output, verificationContract } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import type { Proof } from "../analysis/find-proof.ts";
import { assessmentStore } from "../assessment/store.ts";
import { reviewLinks } from "./links.ts";

type Match = Output<typeof verificationContract.operations.getReview>["matches"][number];

const matchesMax = 20;

/** Other proofs of the identical file, then the one that looks most like it, each with a link. */
export async function matchesOf(proof: Proof, nearest: { proof_id: string; distance: number } | null, ctx: BaseContext): Promise<Match[]> {
  const same = (await assessmentStore(ctx).othersWith(proof.media_hash, proof.proof_id, matchesMax)).map(({ proof_id }) => proof_id);
  const near = nearest === null || same.includes(nearest.proof_id) ? [] : [nearest.proof_id];
  if (same.length + near.length === 0) return [];
  const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: [...same, ...near] });
  const others = new Map(items.map((other) => [other.proof_id, other]));
  const match = async (id: string, kind: Match["kind"], distance: number): Promise<Match[]> => {
    const other = others.get(id);
    if (other === undefined) return [];
    const arrived = Date.parse(other.received_at) < Date.parse(proof.received_at) ? "before" : "after";
    const same_player = other.player_id === proof.player_id;
    return [{ kind, distance, same_player, arrived, media_url: await linkWhereThere(other, ctx) }];
  };
  return (
    await Promise.all([...same.map((id) => match(id, "file", 0)), ...near.map((id) => match(id, "picture", nearest!.distance))])
  ).flat();
}

async function linkWhereThere({ delivery_path, storage_path }: Proof, ctx: BaseContext): Promise<string | null> {
  const key = delivery_path ?? storage_path;
  return (await ctx.backing.objects.head(key)) === undefined ? null : reviewLinks.to(key, ctx);
}
