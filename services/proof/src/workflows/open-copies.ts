import type { BaseContext } from "@oneheart/kernel";
import { task, withLocalCopy } from "@oneheart/process-pool";
import type { Still, takeStills } from "../media/stills.ts";
import { isAllowed } from "../rules/hidden.ts";
import { allCopyKeys, stillKey } from "../rules/keys.ts";
import { isImage } from "../rules/media-type.ts";
import { proofState } from "../state.ts";
import { type CopyRow, copyStore, type NewCopy } from "../store/blurred-copies.ts";
import { type EvidenceRow, proofStore } from "../store/proofs.ts";
import { blurQueue } from "../workers/queues.ts";

const takingStills = task<typeof takeStills>(new URL("../media/stills.ts", import.meta.url), "takeStills");

/** What happened last of the three that a blurred copy needs; each of them asks, so that the last one is heard. */
type Occasion = "verified" | "copied" | "allowed";

/** Asks for the blurred copies of proofs that are verified, and whose player lets them be shown. */
export async function askForBlurring(
  proof_ids: readonly string[],
  { backing }: Pick<BaseContext, "backing">,
  occasion: Occasion = "verified",
): Promise<void> {
  const is_copied = occasion === "copied";
  await backing.queue.add(
    blurQueue,
    proof_ids.map((proof_id) => ({
      job_id: occasion === "verified" ? proof_id : `${proof_id}-${occasion}`,
      payload: { proof_id, is_copied },
    })),
  );
}

/** A proof's blurred copies, which are opened when there are none. Doing it twice opens no second one. */
export async function openCopies(proof_id: string, is_copied: boolean, ctx: BaseContext): Promise<CopyRow[]> {
  const row = await proofStore(ctx).evidence(proof_id);
  if (row?.status !== "verified" || row.erased_at !== null || !isAllowed(row)) return [];
  // What makes the photograph's copy has not tried yet, and asks again afterwards.
  if (isImage(row.media_type) && row.delivery_path === null && !is_copied) return [];
  const copies = copyStore(ctx);
  // A photograph's copy is opened or not in one statement; stills of a video are dear, so first it is looked whether they are there.
  const there = isImage(row.media_type) ? [] : await copies.ofProofs([proof_id]);
  if (there.length > 0) return there;
  const opened = await copies.open(await picturesOf(row, ctx));
  if (opened.length > 0) return opened;
  // Opened by somebody else, or erased or no longer allowed in the meantime.
  const others = await copies.ofProofs([proof_id]);
  if (others.length === 0) for (const key of allCopyKeys(row.storage_path)) await ctx.backing.objects.delete(key);
  return others;
}

/** What there is to blur: the photograph's copy, or stills of the video. Nothing that was decoded is a copy that is blocked. */
async function picturesOf(row: EvidenceRow, ctx: BaseContext): Promise<NewCopy[]> {
  const pictures = isImage(row.media_type) ? photographOf(row) : await stillsOf(row, ctx);
  const opened = { proof_id: row.id, created_at: ctx.clock.now() };
  if (pictures.length === 0) return [{ ...opened, id: ctx.newId(), ...unreadable }];
  return pictures.map((picture, still_no) => ({ ...opened, id: ctx.newId(), still_no, ...picture, state: "preparing", obstacle: null }));
}

const nothing = { at_ms: null, width_px: null, height_px: null };
const unreadable = { ...nothing, still_no: 0, source_path: null, state: "blocked", obstacle: "picture_unreadable" } as const;

type Picture = Pick<NewCopy, "at_ms" | "source_path" | "width_px" | "height_px">;

function photographOf({ delivery_path }: EvidenceRow): Picture[] {
  return delivery_path === null ? [] : [{ ...nothing, source_path: delivery_path }];
}

async function stillsOf(row: EvidenceRow, ctx: BaseContext): Promise<Picture[]> {
  const { objects } = ctx.backing;
  const { process } = ctx.state(proofState);
  const stills = await withLocalCopy(objects, row.storage_path, (path) => process.run(takingStills, { path }));
  const pictures: Picture[] = [];
  for (const [still_no, still] of stills.entries()) pictures.push(await stored(stillKey(row.storage_path, still_no), still, ctx));
  return pictures;
}

async function stored(source_path: string, { at_ms, width, height, jpeg }: Still, { backing }: BaseContext): Promise<Picture> {
  await backing.objects.put(source_path, Buffer.from(jpeg), { content_type: "image/jpeg" });
  return { at_ms, source_path, width_px: width, height_px: height };
}
