import { proofContract } from "@oneheart/contracts";
import { questInternal } from "@oneheart/contracts/internal";
import { handle, isDatabaseAway, isOperationError } from "@oneheart/kernel";
import { inspectMedia } from "../media/inspect.ts";
import { receiveMedia, type SubmitContext } from "../media/receive.ts";
import { capturedAt } from "../rules/capture-time.ts";
import { evidenceKey } from "../rules/keys.ts";
import { type UploadRow, uploadStore } from "../store/uploads.ts";
import { proofsMax, recordProof, rowsOf } from "../workflows/record-proof.ts";

/** Takes a photograph or a video as evidence: streams it to the store, checks its outline and records it. Analysis comes later. */
export const submitProof = handle(proofContract.operations.submitProof, async (input, ctx) => {
  const file = ctx.file ?? ctx.fail("media_missing");
  const received_at = ctx.clock.now();
  const captured_at = capturedAt(input.captured_at, input.clock_skew_ms);
  const quest = await openQuest(input.quest_id, captured_at, ctx);
  const proof_id = ctx.newId();
  const upload = { proof_id, storage_path: evidenceKey(proof_id, received_at) };
  const begun = await uploadStore(ctx).begin(upload, received_at, { quest_id: quest.quest_id, proofs_max: proofsMax });
  if (!begun) ctx.fail("too_many_proofs", { max: proofsMax });
  try {
    const media = await receiveMedia(file.stream, upload.storage_path, ctx);
    const decodability = await inspectMedia(media, upload.storage_path, ctx);
    ctx.identifyRequestBy(media.media_hash);

    const rows = rowsOf({ proof_id, action_id: ctx.newId(), received_at, captured_at, upload, media, decodability, quest, input });
    return await ctx.answer((tx) => recordProof(tx, rows, ctx));
  } catch (error) {
    await discard(upload, error, ctx);
    throw error;
  }
});

/** The quest, when it is the caller's own and under way, or ended so lately that what was captured before can still be sent. */
async function openQuest(id: string, captured_at: Date, ctx: SubmitContext) {
  const quest = await ctx.call(questInternal.operations.questFacts, { id }).catch((error: unknown) => {
    if (isOperationError(error, "quest_not_found")) ctx.fail("quest_not_found");
    throw error;
  });
  if (quest.player_id !== ctx.principal.playerId) ctx.fail("quest_not_found");
  const { status, expires_at, hand_in_until } = quest;
  if (status !== "active" && (status !== "expired" || hand_in_until === null)) ctx.fail("quest_not_active", { status });
  if (status === "expired" && captured_at > new Date(expires_at)) ctx.fail("captured_after_end", { expires_at, hand_in_until });
  return quest;
}

/** Removes what was stored for a proof that was not recorded. */
async function discard(upload: UploadRow, error: unknown, ctx: SubmitContext): Promise<void> {
  // When the connection broke, the commit may have happened: the sweep of abandoned uploads finds out later.
  if (isDatabaseAway(error)) return;
  try {
    await ctx.backing.objects.delete(upload.storage_path);
    await uploadStore(ctx).forget(upload.proof_id);
  } catch (failure) {
    ctx.log.warn({ err: failure, proof_id: upload.proof_id }, "an upload was not removed; the sweep will");
  }
}
