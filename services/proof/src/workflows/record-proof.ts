import type { HandlerInput, proofContract } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import type { ReceivedMedia, SubmitContext } from "../media/receive.ts";
import { presentReceipt } from "../present.ts";
import { actionTime } from "../rules/capture-time.ts";
import { type NewAction, type NewEvidence, proofStore } from "../store/proofs.ts";
import type { UploadRow } from "../store/uploads.ts";

/** How many proofs one quest may have. */
export const proofsMax = 20;

/** Everything that is known of a proof when its file has arrived. */
export interface ReceivedProof {
  proof_id: string;
  action_id: string;
  received_at: Date;
  captured_at: Date;
  upload: UploadRow;
  media: ReceivedMedia;
  decodability: "ok" | "not_evaluated";
  quest: { quest_id: string; player_id: string; mission_id: string; mission_type: string; started_at: string };
  input: HandlerInput<typeof proofContract.operations.submitProof>;
}

interface Rows {
  action: NewAction;
  evidence: Omit<NewEvidence, "action_id">;
}

/** The proof, and the action that it begins when it is the quest's first. */
export function rowsOf(received: ReceivedProof): Rows {
  const { quest, input, media, received_at, captured_at } = received;
  const { quest_id, player_id } = quest;
  const { lat, lng } = input;
  const shared = { quest_id, player_id, received_at, created_at: received_at };
  return {
    action: {
      ...shared,
      id: received.action_id,
      mission_id: quest.mission_id,
      action_type: quest.mission_type,
      location_lat: lat,
      location_lng: lng,
      timestamp: actionTime(captured_at, { started_at: new Date(quest.started_at), received_at }),
    },
    evidence: {
      ...shared,
      id: received.proof_id,
      media_type: media.media_type,
      media_hash: media.media_hash,
      size_bytes: BigInt(media.size_bytes),
      width_px: media.structure.size?.width ?? null,
      height_px: media.structure.size?.height ?? null,
      decodability: received.decodability,
      storage_path: received.upload.storage_path,
      captured_at,
      lat,
      lng,
      accuracy_m: input.accuracy_m ?? null,
      // A form sends an empty field for what was left out.
      nonce: input.nonce || null,
      mock_location: input.mock_location,
      clock_skew_ms: BigInt(input.clock_skew_ms),
      consent_public: input.consent_public,
      consent_sponsor: input.consent_sponsor,
    },
  };
}

/** Writes a proof and says that it is there. Proofs of one quest come one by one, so that no more than `proofsMax` are taken. */
export async function recordProof(tx: Tx, { action: newAction, evidence }: Rows, ctx: SubmitContext) {
  const proofs = proofStore(tx);
  const action = await proofs.openAction(newAction);
  if (action.status !== "open") ctx.fail("quest_not_active", { status: action.status });
  const row: NewEvidence = { ...evidence, action_id: action.id };
  const { count, is_recorded } = await proofs.recordEvidence(row, proofsMax);
  if (count >= proofsMax) ctx.fail("too_many_proofs", { max: proofsMax });
  if (!is_recorded) throw new Error("the upload was given up before it was recorded");
  const { id: proof_id, action_id, quest_id, player_id } = row;
  tx.emit(proofInternal.events.proofSubmitted, { proof_id, action_id, quest_id, player_id });
  return presentReceipt({ ...row, status: "stored", authenticity_score: null });
}
