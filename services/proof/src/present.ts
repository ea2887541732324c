import type { ProofStatus, Role } from "@oneheart/contracts";
import type { Language } from "@oneheart/messages";
import { hiddenWords } from "./rules/hidden.ts";
import type { RegionRow } from "./store/blur-regions.ts";
import type { CopyOfProof } from "./store/blurred-copies.ts";
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

/** A blurred copy as whoever sees to its release sees it. */
export function presentCopy(row: CopyOfProof, viewer: { role: Role | string; language: Language }) {
  const { obstacle } = row;
  return {
    copy_id: row.id,
    proof_id: viewer.role === "admin" ? row.proof_id : null,
    still_no: row.still_no,
    at_ms: row.at_ms,
    width_px: row.width_px,
    height_px: row.height_px,
    state: row.state,
    obstacle: obstacle === null ? null : { code: obstacle, words: hiddenWords(obstacle, viewer.language) },
    revision: row.revision,
    released_at: row.released_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** A region of a copy. */
export function presentRegion({ id, left_px, top_px, width_px, height_px, found_by }: RegionRow) {
  return { region_id: id, left: left_px, top: top_px, width: width_px, height: height_px, found_by };
}
