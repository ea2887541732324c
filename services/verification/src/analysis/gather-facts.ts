import { questInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import type { Facts } from "../assessment/rules/facts.ts";
import { gatherBehaviour } from "../behaviour/gather-behaviour.ts";
import { gatherWitnessesAndRing } from "../behaviour/gather-witnesses.ts";
import { caseStore } from "../cases/store.ts";
import { findNearDuplicates } from "../pictures/find-near-duplicates.ts";
import { examine } from "./examine.ts";
import type { Proof } from "./find-proof.ts";
import { gatherAward } from "./gather-award.ts";
import { zoneOf } from "./zone-of.ts";

/** All but what only the other proofs of the moment of decision can tell. */
export type GatheredFacts = Omit<Facts, "reuse">;

/** Asks the other services about a proof, looks into its file, and compares it with what others sent. */
export async function gatherFacts(proof: Proof, ctx: BaseContext): Promise<GatheredFacts> {
  const quest = await ctx.call(questInternal.operations.questFacts, { id: proof.quest_id });
  const zone = await zoneOf(quest, ctx);
  const { hashes, ...file } = await examine(proof, zone?.time_zone, ctx);
  const { media_type, media_hash, size_bytes, captured_at, received_at, lat, lng, accuracy_m, nonce, mock_location, clock_skew_ms } = proof;
  const { started_at, expires_at, base_xp, base_tokens } = quest;
  const { proof_id, quest_id, player_id } = proof;
  const sent = { proof_id, quest_id, player_id, received_at: new Date(received_at) };
  const isForeign = nonce !== null && nonce !== quest.nonce;
  const issued = isForeign ? await ctx.call(questInternal.operations.nonceIssued, { nonce }) : undefined;
  const report = await caseStore(ctx).report(proof.action_id);
  return {
    award: { tokens: await gatherAward({ quest, zone, player_id, report }, ctx) },
    proof: {
      media_type,
      media_hash,
      size_bytes,
      captured_at,
      received_at,
      lat,
      lng,
      accuracy_m,
      nonce,
      mock_location,
      clock_skew_ms,
      nonce_issued: issued?.issued,
    },
    quest: { started_at, expires_at, nonce: quest.nonce, base_xp, base_tokens },
    zone: zone === undefined ? null : { lat: zone.lat, lng: zone.lng, radius_km: zone.radius_km },
    ...file,
    lookalike: await findNearDuplicates(sent, quest.zone_id, hashes, ctx),
    ...(await gatherBehaviour(proof, zone?.time_zone, ctx)),
    ...(await gatherWitnessesAndRing({ proof_id, player_id }, quest.witnesses_required, ctx)),
  };
}
