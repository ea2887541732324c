import type { BaseContext } from "@oneheart/kernel";
import { likeness, likenessMin, sameDistanceMax } from "@oneheart/vision";
import { questsGivenUp } from "../analysis/quests-given-up.ts";
import type { Lookalike, NearestLookalike } from "../assessment/rules/facts.ts";
import type { Sent } from "../assessment/rules/reuse.ts";
import type { FileHashes, PictureHashes } from "./hash-pictures.ts";
import { inOrderOfWeight, type Like } from "./rules/lookalike.ts";
import { pictureStore } from "./store.ts";

/** How long parts of pictures are kept and compared: with those of the same zone, and of all others. */
export const windowDays = 90;
const elsewhereDays = 30;
/** In other zones the picture is looked for as it is and mirrored, not turned: at a third of the cost. Of a video, some frames. */
const elsewhereQueriesMax = 8;
const day_ms = 86_400_000;

/**
 * Compares a proof's pictures with everybody's. Its own hashes are committed first: of two proofs at once the later to commit
 * sees the other.
 */
export async function findLookalikes(sent: Sent, zone_id: string, hashes: FileHashes, ctx: BaseContext): Promise<Lookalike> {
  if (hashes.state === "not_evaluated") return hashes;
  const { pictures } = hashes;
  await ctx.transaction((tx) => pictureStore(tx).add(sent.proof_id, zone_id, sent.received_at, pictures));
  const queries = [...new Set(pictures.flatMap((picture) => picture.queries))];
  const quarters = pictures.flatMap((picture) => picture.quarters);
  const upright = [...new Set(pictures.flatMap((picture) => picture.upright))].slice(0, elsewhereQueriesMax);
  const store = pictureStore(ctx);
  const since = (days: number) => new Date(sent.received_at.getTime() - days * day_ms);
  const likes = [
    ...(await store.same(sent.proof_id, [...new Set([...queries, ...quarters])])),
    ...(await store.similar(sent.proof_id, { zone_id, elsewhere: false, since: since(windowDays) }, queries)),
    ...(await store.similar(sent.proof_id, { zone_id, elsewhere: true, since: since(elsewhereDays) }, upright)),
  ];
  const candidates = inOrderOfWeight(sent, nearestEach(likes), sameDistanceMax, await questsGivenUp(sent, likes, ctx));
  return { state: "evaluated", pictures: pictures.length, nearest: await firstConfirmed(candidates, pictures, ctx) };
}

/** The first that is no stranger whose hash came near by chance. */
async function firstConfirmed(
  candidates: readonly NearestLookalike[],
  pictures: readonly PictureHashes[],
  ctx: BaseContext,
): Promise<NearestLookalike | null> {
  for (const candidate of candidates) {
    if (candidate.distance <= sameDistanceMax || (await isAlike(candidate.proof_id, pictures, ctx))) return candidate;
  }
  return null;
}

/** Whether some picture of both shows the same; yes, where one of them is known by its hashes only. */
async function isAlike(proof_id: string, pictures: readonly PictureHashes[], ctx: BaseContext): Promise<boolean> {
  const stored = await pictureStore(ctx).sketches(proof_id);
  return stored.some((sketch) => sketch === undefined || pictures.some((picture) => likeness(picture.sketches, sketch) >= likenessMin));
}

/** Each proof once, with its least distance. */
function nearestEach(likes: readonly Like[]): Like[] {
  const byProof = new Map<string, Like>();
  for (const like of likes) if (like.distance < (byProof.get(like.proof_id)?.distance ?? 257)) byProof.set(like.proof_id, like);
  return [...byProof.values()];
}
