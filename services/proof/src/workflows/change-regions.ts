import type { Output, proofContract } from "@oneheart/contracts";
import type { BaseContext, Context } from "@oneheart/kernel";
import { mayChange } from "../rules/regions.ts";
import { regionStore } from "../store/blur-regions.ts";
import { type CopyOfProof, copyStore } from "../store/blurred-copies.ts";
import { askForCopy, detailNow, maySeeTo } from "./blurred-copies.ts";

/** What an operation that changes regions can refuse, whichever change it is. */
export type RegionContext = BaseContext &
  Pick<Context, "source"> & {
    fail(code: "copy_not_found"): never;
    fail(code: "copy_fixed", facts: { state: CopyOfProof["state"] }): never;
  };

/** Changes the regions of a copy that the caller may see to and that is not fixed, asks for it to be made again, and shows it. */
export async function changeRegions(
  copy_id: string,
  ctx: RegionContext,
  change: (regions: ReturnType<typeof regionStore>, copy: CopyOfProof) => Promise<void>,
): Promise<Output<typeof proofContract.operations.getBlurredCopy>> {
  const revision = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const copy = await copies.lock(copy_id);
    if (!maySeeTo(copy, ctx)) return ctx.fail("copy_not_found");
    if (!mayChange(copy.state)) return ctx.fail("copy_fixed", { state: copy.state });
    await change(regionStore(tx), copy);
    return copies.prepare(copy_id);
  });
  await askForCopy({ id: copy_id, revision }, ctx);
  return detailNow(copy_id, ctx);
}
