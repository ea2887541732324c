import type { ProofStatus } from "@oneheart/contracts";
import type { EvidenceRow, NewEvidence } from "./store/proofs.ts";

/** A proof as its sender sees it. */
export function presentReceipt(row: NewEvidence & Pick<EvidenceRow, "status" | "authenticity_score">) {
  return {
    proof_id: row.id,
    quest_id: row.quest_id,
    action_id: row.action_id,
    media_type: row.media_type,
    media_hash: row.media_hash,
    size_bytes: Number(row.size_bytes),
    status: row.status as ProofStatus,
    authenticity_score: row.authenticity_score,
    captured_at: row.captured_at.toISOString(),
    created_at: row.created_at.toISOString(),
  };
}

/** A proof as verification needs it. */
export function presentFacts(row: EvidenceRow) {
  return {
    status: row.status as ProofStatus,
    proof_id: row.id,
    action_id: row.action_id,
    quest_id: row.quest_id,
    player_id: row.player_id,
    media_type: row.media_type,
    media_hash: row.media_hash,
    size_bytes: Number(row.size_bytes),
    storage_path: row.storage_path,
    delivery_path: row.delivery_path,
    captured_at: row.captured_at.toISOString(),
    received_at: row.received_at.toISOString(),
    lat: row.lat,
    lng: row.lng,
    accuracy_m: row.accuracy_m,
    nonce: row.nonce,
    mock_location: row.mock_location,
    clock_skew_ms: Number(row.clock_skew_ms),
  };
}
