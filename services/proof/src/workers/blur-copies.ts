import type { CopyObstacle } from "@oneheart/contracts";
import type { BaseContext, QueueWorker } from "@oneheart/kernel";
import { PoolError, task } from "@oneheart/process-pool";
import type { Region } from "@oneheart/vision";
import type { BlurredPicture, blurFaces } from "../media/faces.ts";
import { blurredKey } from "../rules/keys.ts";
import { proofSettings } from "../settings.ts";
import { proofState } from "../state.ts";
import { type RegionRow, regionStore } from "../store/blur-regions.ts";
import { type CopyRow, copyStore } from "../store/blurred-copies.ts";
import { openCopies } from "../workflows/open-copies.ts";
import { blurQueue } from "./queues.ts";

const blurring = task<typeof blurFaces>(new URL("../media/faces.ts", import.meta.url), "blurFaces");

/** Looks for faces and blurs them. What cannot be looked at is blocked: nothing is released that nobody looked at. */
export const blurWorker: QueueWorker = {
  queue: blurQueue,
  concurrency: 1,
  attempts: 5,
  async run(payload, ctx) {
    const copies = await copiesOf(payload, ctx);
    for (const copy of copies) if (copy.state === "preparing") await makeCopy(copy, ctx);
  },
  async onDead({ proof_id, copy_id }, error, ctx) {
    ctx.log.warn({ err: error, proof_id, copy_id }, "a blurred copy could not be made; nothing of it is released");
    const copies = copyStore(ctx);
    const ids = copy_id === undefined ? (await copies.ofProofs([String(proof_id)])).map(({ id }) => id) : [String(copy_id)];
    for (const id of ids) await copies.block(id, "detector_failed");
  },
};

/** All of a proof that was verified, or one that a person changed. */
async function copiesOf({ proof_id, copy_id, is_copied }: Parameters<QueueWorker["run"]>[0], ctx: BaseContext): Promise<CopyRow[]> {
  if (copy_id === undefined) return openCopies(String(proof_id), is_copied === true, ctx);
  const copy = await copyStore(ctx).get(String(copy_id));
  return copy === undefined ? [] : [copy];
}

async function makeCopy(copy: CopyRow, ctx: BaseContext): Promise<void> {
  if (copy.source_path === null) return;
  const jpeg = await ctx.backing.objects.bytes(copy.source_path);
  // Only people change regions, and each change is a revision.
  const regions = copy.revision === 0 ? [] : (await regionStore(ctx).of(copy.id)).map(asRegion);
  const search = copy.searched_at === null ? { model: ctx.settings(proofSettings).FACE_MODEL_FILE } : undefined;
  try {
    await store(copy, await ctx.state(proofState).faces.run(blurring, { jpeg, regions, search }), ctx);
  } catch (error) {
    const obstacle = obstacleOf(error);
    if (obstacle === undefined) throw error;
    ctx.log.error({ err: error, copy_id: copy.id }, "faces could not be looked for, so the copy is not released");
    await copyStore(ctx).block(copy.id, obstacle);
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

async function store({ id, revision, blurred_path: before }: CopyRow, made: BlurredPicture, ctx: BaseContext): Promise<void> {
  const { width, height, jpeg } = made;
  const { objects } = ctx.backing;
  const blurred_path = blurredKey(id, revision);
  await objects.put(blurred_path, Buffer.from(jpeg), { content_type: "image/jpeg" });
  const found = made.found.map((region) => ({ id: ctx.newId(), ...inColumns(region) }));
  const isTaken = await copyStore(ctx).ready({ id, revision, blurred_path, width, height, found, now: ctx.clock.now() });
  // Whatever is not the newest, also because its player was erased meanwhile: nobody would see it or delete it.
  if (isTaken && before !== null && before !== blurred_path) await objects.delete(before);
  if (!isTaken && (await copyStore(ctx).get(id))?.blurred_path !== blurred_path) await objects.delete(blurred_path);
}

function asRegion({ left_px, top_px, width_px, height_px }: RegionRow): Region {
  return { left: left_px, top: top_px, width: width_px, height: height_px };
}

function inColumns({ left, top, width, height }: Region): Omit<RegionRow, "id" | "found_by"> {
  return { left_px: left, top_px: top, width_px: width, height_px: height };
}
