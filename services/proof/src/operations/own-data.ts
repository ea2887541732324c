import { proofInternal } from "@oneheart/contracts/internal";
import { handleOwnData, type OwnDataSection, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

const evidence = ownTable({
  name: "evidence",
  from: sql`evidence t`,
  columns: sql`t.id, t.action_id, t.quest_id, t.media_type, t.media_hash, t.size_bytes, t.captured_at, t.lat, t.lng, t.accuracy_m,
    t.mock_location, t.status, t.authenticity_score, t.received_at, t.storage_path, t.consent_public, t.consent_sponsor`,
  whose: (id) => sql`t.player_id = ${id} AND t.erased_at IS NULL`,
});

/** Evidence with its file as it was sent. Where it lies says nothing to the person. */
const evidenceWithFiles: OwnDataSection = {
  name: evidence.name,
  async page(ctx, player_id, after, limit) {
    const rows = await evidence.page(ctx, player_id, after, limit);
    return rows.map(({ key, record: { storage_path, ...record } }) => ({ key, record, files: [{ name: key, key: String(storage_path) }] }));
  },
};

/** Actions, their evidence with the files, and what others may see of it. */
export const ownData = handleOwnData(proofInternal.operations.ownData, [
  ownTable({
    name: "actions",
    from: sql`actions t`,
    columns: sql`t.id, t.mission_id, t.quest_id, t.action_type, t.location_lat, t.location_lng, t.duration_minutes, t.beneficiaries_count,
      t.status, t.timestamp, t.received_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  evidenceWithFiles,
  ownTable({
    name: "blurred_copies",
    from: sql`blurred_copies t JOIN evidence e ON e.id = t.proof_id`,
    columns: sql`t.id, t.proof_id, t.still_no, t.state, t.released_at, t.withdrawn_at, t.created_at`,
    whose: (id) => sql`e.player_id = ${id} AND e.erased_at IS NULL`,
  }),
]);
