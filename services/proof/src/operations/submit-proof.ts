import { type HandlerInput, proofContract, questContract } from "@oneheart/contracts";
import { handle, isDatabaseAway, isOperationError, type Tx } from "@oneheart/kernel";
import { inspectMedia } from "../media/inspect.ts";
import { type ReceivedMedia, receiveMedia, type SubmitContext } from "../media/receive.ts";
import { presentReceipt } from "../present.ts";
import { isInFuture } from "../rules/capture-time.ts";
import { evidenceKey } from "../rules/keys.ts";
import { type NewAction, type NewEvidence, proofStore } from "../store.ts";
import { type UploadRow, uploadStore } from "../upload-store.ts";

const proofsMax = 20;

/** Takes a photograph or a video as evidence: streams it to the store, checks its outline and records it. Analysis comes later. */
export const submitProof = handle(proofContract.operations.submitProof, async (input, ctx) => {
  const file = ctx.file ?? ctx.fail("media_missing");
  const received_at = ctx.clock.now();
  const captured_at = new Date(input.captured_at);
  if (isInFuture(captured_at, received_at)) ctx.fail("captured_in_future");
  const quest = await activeQuest(input.quest_id, ctx);
  if ((await proofStore(ctx).countOfQuest(quest.quest_id)) >= proofsMax) ctx.fail("too_many_proofs", { max: proofsMax });

  const proof_id = ctx.newId();
  const upload = { proof_id, storage_path: evidenceKey(proof_id, received_at) };
  await uploadStore(ctx).begin(upload, received_at);
  try {
    const media = await receiveMedia(file.stream, upload.storage_path, ctx);
    const decodability = await inspectMedia(media, upload.storage_path, ctx);
    ctx.identifyRequestBy(media.media_hash);

    const rows = rowsOf({ proof_id, action_id: ctx.newId(), received_at, captured_at, upload, media, decodability, quest, input });
    return await ctx.transaction((tx) => record(tx, rows, ctx));
  } catch (error) {
    await discard(upload, error, ctx);
    throw error;
  }
});

/** The quest, when it is the caller's own and under way. */
async function activeQuest(id: string, ctx: SubmitContext) {
  const quest = await ctx.call(questContract.operations.questFacts, { id }).catch((error: unknown) => {
    if (isOperationError(error, "quest_not_found")) ctx.fail("quest_not_found");
    throw error;
  });
  if (quest.player_id !== ctx.principal.playerId) ctx.fail("quest_not_found");
  if (quest.status !== "active") ctx.fail("quest_not_active", { status: quest.status });
  return quest;
}

interface Received {
  proof_id: string;
  action_id: string;
  received_at: Date;
  captured_at: Date;
  upload: UploadRow;
  media: ReceivedMedia;
  decodability: "ok" | "not_evaluated";
  quest: Awaited<ReturnType<typeof activeQuest>>;
  input: HandlerInput<typeof proofContract.operations.submitProof>;
}

interface Rows {
  action: NewAction;
  evidence: Omit<NewEvidence, "action_id">;
}

/** The proof, and the action that it begins when it is the quest's first. */
function rowsOf(received: Received): Rows {
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
      timestamp: captured_at,
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
    },
  };
}

async function record(tx: Tx, { action: newAction, evidence }: Rows, ctx: SubmitContext) {
  const proofs = proofStore(tx);
  const action = await proofs.openAction(newAction);
  if (action.status !== "open") ctx.fail("quest_not_active", { status: action.status });
  if ((await proofs.countOfQuest(evidence.quest_id)) >= proofsMax) ctx.fail("too_many_proofs", { max: proofsMax });
  const row: NewEvidence = { ...evidence, action_id: action.id };
  await proofs.insertEvidence(row);
  if (!(await uploadStore(tx).finish(row.id))) throw new Error("the upload was given up before it was recorded");
  const { id: proof_id, action_id, quest_id, player_id } = row;
  tx.emit(proofContract.events.proofSubmitted, { proof_id, action_id, quest_id, player_id });
  return presentReceipt({ ...row, status: "stored", authenticity_score: null });
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
