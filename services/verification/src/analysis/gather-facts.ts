import { mapContract, type Output, proofContract, questContract } from "@oneheart/contracts";
import { type BaseContext, isOperationError } from "@oneheart/kernel";
import { type ExifTags, exifFactsOf } from "../rules/exif-facts.ts";
import type { Facts, MediaFacts } from "../rules/facts.ts";
import { readImage } from "./read-image.ts";
import { readVideo } from "./read-video.ts";

export type Proof = Output<typeof proofContract.operations.findProofs>["items"][number];
/** All but what only the other proofs of the moment of decision can tell. */
export type GatheredFacts = Omit<Facts, "reuse">;

/** A proof that must exist: its own service said so. */
export async function findProof(proof_id: string, ctx: BaseContext): Promise<Proof> {
  const { items } = await ctx.call(proofContract.operations.findProofs, { ids: [proof_id] });
  if (items[0] === undefined) throw new Error(`proof ${proof_id} is not known to the proof service`);
  return items[0];
}

/** Asks the other services about a proof and reads its file. */
export async function gatherFacts(proof: Proof, ctx: BaseContext): Promise<GatheredFacts> {
  const quest = await ctx.call(questContract.operations.questFacts, { id: proof.quest_id });
  const zone = await zoneOf(quest.zone_id, ctx);
  const { media, tags } = await readMedia(proof, ctx);
  const { media_type, media_hash, size_bytes, captured_at, received_at, lat, lng, accuracy_m, nonce, mock_location } = proof;
  const { started_at, expires_at, base_xp, base_tokens } = quest;
  return {
    proof: { media_type, media_hash, size_bytes, captured_at, received_at, lat, lng, accuracy_m, nonce, mock_location },
    quest: { started_at, expires_at, nonce: quest.nonce, base_xp, base_tokens },
    zone: zone === undefined ? null : { lat: zone.location_lat, lng: zone.location_lng, radius_km: zone.radius_km },
    media,
    exif: tags === undefined ? null : exifFactsOf(tags, zone?.time_zone),
  };
}

async function zoneOf(id: string, ctx: BaseContext) {
  return ctx.call(mapContract.operations.getZone, { id }).catch((error: unknown) => {
    if (isOperationError(error, "zone_not_found")) return undefined;
    throw error;
  });
}

async function readMedia(proof: Proof, ctx: BaseContext): Promise<{ media: MediaFacts; tags: ExifTags | undefined }> {
  const { objects } = ctx.backing;
  if (proof.media_type.startsWith("video/"))
    return { media: await readVideo(objects, proof.storage_path, proof.size_bytes), tags: undefined };
  return readImage(await objects.bytes(proof.storage_path), proof.media_type, ctx.settings.IMAGE_MAX_PIXELS);
}
