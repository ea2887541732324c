import type { CopyObstacle } from "@oneheart/contracts";
import type { BaseContext, QueueWorker } from "@oneheart/kernel";
import { PoolError, task } from "@oneheart/process-pool";
import type { blurCopy, findFaces } from "../media/faces.ts";
import { blurredKey } from "../rules/keys.ts";
import { proofSettings } from "../settings.ts";
import { proofState } from "../state.ts";
import { regionStore } from "../store/blur-regions.ts";
import { type CopyOfProof, copyStore } from "../store/blurred-copies.ts";
import { openCopies } from "../workflows/open-copies.ts";
import { blurQueue } from "./queues.ts";

const faces = new URL("../media/faces.ts", import.meta.url);
const findingFaces = task<typeof findFaces>(faces, "findFaces");
const blurring = task<typeof blurCopy>(faces, "blurCopy");

/** Looks for faces and blurs them. What cannot be looked at is blocked: nothing is released that nobody looked at. */
export const blurWorker: QueueWorker = {
  queue: blurQueue,
  concurrency: 1,
  attempts: 5,
  run: ({ proof_id, copy_id, is_copied }, ctx) =>
    copy_id === undefined ? openCopies(String(proof_id), is_copied === true, ctx) : makeCopy(String(copy_id), ctx),
  async onDead({ proof_id, copy_id }, error, ctx) {
    ctx.log.warn({ err: error, proof_id, copy_id }, "a blurred copy could not be made; nothing of it is released");
    if (copy_id !== undefined) await copyStore(ctx).block(String(copy_id), "detector_failed");
  },
};

async function makeCopy(id: string, ctx: BaseContext): Promise<void> {
  const copy = await copyStore(ctx).get(id);
  if (copy?.state !== "preparing" || copy.source_path === null) return;
  const jpeg = await ctx.backing.objects.bytes(copy.source_path);
  const obstacle = copy.searched_at === null ? await search(copy, jpeg, ctx) : undefined;
  if (obstacle !== undefined) await copyStore(ctx).block(id, obstacle);
  else await blur(copy, jpeg, ctx);
}

/** Looks for faces once, and says what kept it from that. */
async function search({ id }: CopyOfProof, jpeg: Uint8Array, ctx: BaseContext): Promise<CopyObstacle | undefined> {
  const model = ctx.settings(proofSettings).FACE_MODEL_FILE;
  try {
    const { width, height, regions } = await ctx.state(proofState).faces.run(findingFaces, { jpeg, model });
    await ctx.transaction(async (tx) => {
      const copies = copyStore(tx);
      if ((await copies.lock(id))?.searched_at !== null) return;
      await regionStore(tx).add(
        id,
        regions.map((region) => ({ id: ctx.newId(), found_by: "detector", ...inColumns(region) })),
      );
      await copies.noteSearch(id, { width, height, now: ctx.clock.now() });
    });
    return undefined;
  } catch (error) {
    const obstacle = obstacleOf(error);
    if (obstacle === undefined) throw error;
    ctx.log.error({ err: error, copy_id: id }, "faces could not be looked for, so the copy is not released");
    return obstacle;
  }
}

/** What lies in the installation or the picture stays; everything else may go better the next time. */
function obstacleOf(error: unknown): CopyObstacle | undefined {
  if (!(error instanceof PoolError) || error.code !== "task_threw") return undefined;
  const { name, code = "" } = error.thrown!;
  if (name === "UnreadableImage") return "picture_unreadable";
  if (name !== "ModelError") return undefined;
  return ["runtime_missing", "runtime_failed", "file_missing"].includes(code) ? "detector_missing" : "detector_failed";
}

async function blur(copy: CopyOfProof, jpeg: Uint8Array, ctx: BaseContext): Promise<void> {
  const { id, revision } = copy;
  const { objects } = ctx.backing;
  const regions = (await regionStore(ctx).of(id)).map(({ left_px, top_px, width_px, height_px }) => ({
    left: left_px,
    top: top_px,
    width: width_px,
    height: height_px,
  }));
  const blurred = await ctx.state(proofState).faces.run(blurring, { jpeg, regions });
  const blurred_path = blurredKey(id, revision);
  await objects.put(blurred_path, Buffer.from(blurred), { content_type: "image/jpeg" });
  await copyStore(ctx).ready({ id, revision, blurred_path });
  // Whatever is not the newest now, also because its player was erased meanwhile: nobody would see it or delete it.
  const newest = (await copyStore(ctx).get(id))?.blurred_path;
  for (const made of new Set([copy.blurred_path, blurred_path])) if (made !== null && made !== newest) await objects.delete(made);
}

function inColumns({ left, top, width, height }: { left: number; top: number; width: number; height: number }) {
  return { left_px: left, top_px: top, width_px: width, height_px: height };
}
