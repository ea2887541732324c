import type { BaseContext, Tx } from "@oneheart/kernel";
import { allCopyKeys } from "../rules/keys.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { proofStore } from "../store/proofs.ts";
import { tellPictures } from "./pictures-changed.ts";

const batch = 100;

/** Deletes a player's files and makes the places coarse, page by page. The mark comes first, so that no copy is made any more. */
export async function eraseEvidence(player_id: string, ctx: BaseContext): Promise<void> {
  const proofs = proofStore(ctx);
  await proofs.coarsenActions(player_id);
  let before: string | undefined;
  for (;;) {
    const page = await ctx.transaction((tx) => markErased(tx, { player_id, before, limit: batch, now: ctx.clock.now() }));
    for (const { storage_path } of page) await deleteFiles(storage_path, ctx);
    await deleteBlurred(
      page.map(({ id }) => id),
      ctx,
    );
    before = page.at(-1)?.id;
    if (page.length < batch) return;
  }
}

/** Nobody is shown anything of what is marked, and those who keep what is shown are told. */
async function markErased(tx: Tx, page: Parameters<ReturnType<typeof proofStore>["eraseEvidence"]>[0]) {
  const erased = await proofStore(tx).eraseEvidence(page);
  const allowed = erased.filter(({ was_allowed }) => was_allowed);
  if (allowed.length > 0)
    await tellPictures(
      tx,
      allowed.map(({ id }) => id),
    );
  return erased;
}

/** What others may have seen. The rows go last: until then they say what is left to delete. */
async function deleteBlurred(proof_ids: readonly string[], ctx: BaseContext): Promise<void> {
  const copies = copyStore(ctx);
  for (const { blurred_path } of await copies.ofProofs(proof_ids))
    if (blurred_path !== null) await ctx.backing.objects.delete(blurred_path);
  await copies.remove(proof_ids);
}

/** The original and whatever copies there are. */
async function deleteFiles(storage_path: string, { backing: { objects } }: BaseContext): Promise<void> {
  for (const key of [...allCopyKeys(storage_path), storage_path]) await objects.delete(key);
}
