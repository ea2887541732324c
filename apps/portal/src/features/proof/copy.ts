import { proofContract } from "@oneheart/contracts";
import { type Answer, useRead } from "../../app/calls.ts";
import { useWrite } from "../../app/use-write.ts";
import type { Rectangle } from "./rectangle.ts";

const { getBlurredCopy, addBlurRegion, removeBlurRegion, undoRegionChange, prepareCopy, releaseCopy, withdrawCopy } =
  proofContract.operations;

export type Copy = Answer<typeof getBlurredCopy>;

/** A copy is made anew within seconds. */
const refresh_ms = 1_500;

/** One copy, asked for again while it is being made. What was read of another one is not shown. */
export function useCopy(copy_id: string) {
  const query = useRead(getBlurredCopy, { copy_id }, { every_ms: (last) => last?.state === "preparing" && refresh_ms });
  return { query, copy: query.data?.copy_id === copy_id ? query.data : undefined };
}

/** What one does with a copy. */
export function useCopyActs({ copy_id, revision }: Pick<Copy, "copy_id" | "revision">) {
  const write = useWrite();
  return {
    blur: (region: Rectangle) => write(addBlurRegion, { copy_id, ...region }),
    unblur: (region_id: string) => write(removeBlurRegion, { copy_id, region_id }),
    undo: () => write(undoRegionChange, { copy_id }),
    prepare: () => write(prepareCopy, { copy_id }),
    release: () => write(releaseCopy, { copy_id, revision_seen: revision }),
    withdraw: () => write(withdrawCopy, { copy_id }),
  };
}
