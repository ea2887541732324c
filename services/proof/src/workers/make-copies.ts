import type { BaseContext, QueueWorker } from "@oneheart/kernel";
import { task, withLocalCopy } from "@oneheart/process-pool";
import type { makeCopies } from "../media/copies.ts";
import { copyKeys } from "../rules/keys.ts";
import { isImage } from "../rules/media-type.ts";
import { proofSettings } from "../settings.ts";
import { proofState } from "../state.ts";
import { proofStore } from "../store/proofs.ts";
import { askForBlurring } from "../workflows/open-copies.ts";
import { mediaQueue } from "./queues.ts";

const makingCopies = task<typeof makeCopies>(new URL("../media/copies.ts", import.meta.url), "makeCopies");

/** Makes the thumbnail and the delivery copy of a photograph. Doing it twice writes the same objects again. */
export const copiesWorker: QueueWorker = {
  queue: mediaQueue,
  concurrency: 1,
  attempts: 5,
  async run({ proof_id }, ctx) {
    const id = String(proof_id);
    if ((await copy(id, ctx)) === "verified") await askForBlurring([id], ctx, "copied");
  },
  async onDead({ proof_id }, error, ctx) {
    ctx.log.warn({ err: error, proof_id }, "the copies of a proof could not be made; only its original can be shown");
  },
};

/** The status of the proof once its copies are there, or cannot be made. */
async function copy(proof_id: string, ctx: BaseContext): Promise<string | undefined> {
  const proofs = proofStore(ctx);
  const row = await proofs.evidence(proof_id);
  if (row === undefined || row.erased_at !== null) return undefined;
  if (!isImage(row.media_type) || row.delivery_path !== null) return row.status;
  const { objects } = ctx.backing;
  const about = { media_type: row.media_type, pixels_max: ctx.settings(proofSettings).IMAGE_MAX_PIXELS };
  const { process } = ctx.state(proofState);
  const copies = await withLocalCopy(objects, row.storage_path, (path) => process.run(makingCopies, { path, ...about }));
  if (copies === undefined) {
    ctx.log.info({ proof_id, media_type: row.media_type }, "a proof cannot be decoded here; it has no copies");
    return (await proofs.evidence(proof_id))?.status;
  }
  const keys = copyKeys(row.storage_path);
  await objects.put(keys.thumbnail, Buffer.from(copies.thumbnail), { content_type: "image/jpeg" });
  await objects.put(keys.delivery, Buffer.from(copies.delivery), { content_type: "image/jpeg" });
  const status = await proofs.setCopies(proof_id, keys.thumbnail, keys.delivery);
  if (status === undefined) for (const key of Object.values(keys)) await objects.delete(key);
  return status;
}
