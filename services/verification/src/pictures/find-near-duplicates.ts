import type { BaseContext } from "@oneheart/kernel";
import { type LumaImage, likeness, likenessMin, sameDistanceMax } from "@oneheart/vision";
import { questsGivenUp } from "../analysis/quests-given-up.ts";
import type { NearDuplicateFacts, NearestDuplicate } from "../assessment/rules/facts.ts";
import type { Submission } from "../assessment/rules/reuse.ts";
import type { FileHashes, PictureHashes } from "./hash-pictures.ts";
import { inOrderOfWeight, type NearDuplicate } from "./rules/near-duplicate.ts";
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
export async function findNearDuplicates(
  sent: Submission,
  zone_id: string,
  hashes: FileHashes,
  ctx: BaseContext,
): Promise<NearDuplicateFacts> {
  if (hashes.state === "not_evaluated") return hashes;
  const { pictures } = hashes;
  const store = pictureStore(ctx);
  await store.add(sent.proof_id, zone_id, sent.received_at, pictures);
  const queries = [...new Set(pictures.flatMap((picture) => picture.queries))];
  const quarters = pictures.flatMap((picture) => picture.quarters);
  const upright = [...new Set(pictures.flatMap((picture) => picture.upright))].slice(0, elsewhereQueriesMax);
  const since = (days: number) => new Date(sent.received_at.getTime() - days * day_ms);
  const near = await store.alike(sent.proof_id, {
    same: [...new Set([...queries, ...quarters])],
    similar: [
      { zone_id, elsewhere: false, since: since(windowDays), hashes: queries },
      { zone_id, elsewhere: true, since: since(elsewhereDays), hashes: upright },
    ],
  });
  const candidates = inOrderOfWeight(sent, nearestEach(near), sameDistanceMax, await questsGivenUp(sent, near, ctx));
  return { state: "evaluated", pictures: pictures.length, nearest: await firstConfirmed(candidates, pictures, ctx) };
}

/** The first that is no stranger whose hash came near by chance. */
async function firstConfirmed(
  candidates: readonly NearestDuplicate[],
  pictures: readonly PictureHashes[],
  ctx: BaseContext,
): Promise<NearestDuplicate | null> {
  const isSame = ({ distance }: NearestDuplicate) => distance <= sameDistanceMax;
  const end = candidates.findIndex(isSame);
  const doubtful = (end < 0 ? candidates : candidates.slice(0, end)).map(({ proof_id }) => proof_id);
  const sketches = doubtful.length === 0 ? new Map() : await pictureStore(ctx).sketches(doubtful);
  return candidates.find((candidate) => isSame(candidate) || isAlike(sketches.get(candidate.proof_id) ?? [], pictures)) ?? null;
}

/** Whether some picture of both shows the same; yes, where one of them is known by its hashes only. */
function isAlike(stored: ReadonlyArray<LumaImage | undefined>, pictures: readonly PictureHashes[]): boolean {
  return stored.some((sketch) => sketch === undefined || pictures.some((picture) => likeness(picture.sketches, sketch) >= likenessMin));
}

/** Each proof once, with its least distance. */
function nearestEach(near: readonly NearDuplicate[]): NearDuplicate[] {
  const byProof = new Map<string, NearDuplicate>();
  for (const one of near) if (one.distance < (byProof.get(one.proof_id)?.distance ?? 257)) byProof.set(one.proof_id, one);
  return [...byProof.values()];
}
