import type { Operation, Output, proofContract } from "@oneheart/contracts";
import { type BaseContext, type Context, sealedLinks } from "@oneheart/kernel";
import { defaultLanguage, languageOf } from "@oneheart/messages";
import { presentCopy, presentRegion } from "../present.ts";
import { regionStore } from "../store/blur-regions.ts";
import { type CopyOfProof, type CopyRow, copyStore } from "../store/blurred-copies.ts";
import { blurQueue } from "../workers/queues.ts";

type Detail = Output<typeof proofContract.operations.getBlurredCopy>;
type Caller = Pick<Context<Operation>, "db" | "vault" | "clock" | "principal" | "source">;

/** Links to what a copy was made from, and to the copy before it is released. */
export const copyLinks = sealedLinks({ path: "/api/copy-media", purpose: "copy-media", life_ms: 10 * 60_000 });

/** Whoever may see to a copy: administrators, and reviewers once its proof is verified and they no longer meet it in their queue. */
export function maySeeTo(copy: CopyOfProof | undefined, { principal: { role } }: Pick<Caller, "principal">): copy is CopyOfProof {
  return copy !== undefined && (role === "admin" || copy.proof_status === "verified");
}

/** Who looks, in which language. */
export function viewerOf({ principal: { role }, source }: Caller) {
  return { role, language: languageOf(source.acceptLanguage) ?? defaultLanguage };
}

/** A copy with its regions and links. */
export async function detailOf(copy: CopyOfProof, ctx: Caller): Promise<Detail> {
  const regions = regionStore(ctx);
  const [blurred, last] = await Promise.all([regions.of(copy.id), regions.lastChange(copy.id)]);
  const isShown = copy.state === "ready" || copy.state === "released";
  return {
    ...presentCopy(copy, viewerOf(ctx)),
    regions: blurred.map(presentRegion),
    can_undo: last !== undefined,
    original_url: copy.source_path === null ? null : copyLinks.to(copy.source_path, ctx),
    blurred_url: isShown && copy.blurred_path !== null ? copyLinks.to(copy.blurred_path, ctx) : null,
  };
}

/** The same of a copy by its id, as it is now. */
export async function detailNow(copy_id: string, ctx: Caller): Promise<Detail> {
  return detailOf((await copyStore(ctx).get(copy_id))!, ctx);
}

/** Asks for a copy to be made of its newest revision. A job that runs knows nothing of a later revision, so each has one of its own. */
export async function askForCopy(
  { id, revision }: { id: string; revision: number },
  { backing }: Pick<BaseContext, "backing">,
): Promise<void> {
  await backing.queue.add(blurQueue, [{ job_id: `${id}-${revision}`, payload: { copy_id: id } }]);
}

/** Removes the objects of copies that were withdrawn just now; the sweep removes what is left where that fails. */
export async function deleteObjects(withdrawn: readonly CopyRow[], ctx: Pick<BaseContext, "db" | "backing" | "log">): Promise<void> {
  await Promise.all(withdrawn.map((copy) => deleteObject(copy, ctx))).catch((error: unknown) => {
    ctx.log.warn({ err: error }, "a withdrawn copy was not deleted; the sweep will");
  });
}

/** Removes the object of a copy that nobody sees any more. Harmless to repeat. */
export async function deleteObject(
  copy: { id: string; blurred_path: string | null },
  ctx: Pick<BaseContext, "db" | "backing">,
): Promise<void> {
  if (copy.blurred_path === null) return;
  await ctx.backing.objects.delete(copy.blurred_path);
  await copyStore(ctx).forgetObject(copy.id, copy.blurred_path);
}
