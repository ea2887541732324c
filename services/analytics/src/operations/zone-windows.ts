import { analyticsInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { entryStore } from "../store/entries.ts";

/** What was done in zones, window by window. */
export const zoneWindows = handle(analyticsInternal.operations.zoneWindows, async (asked, ctx) => ({
  items: await entryStore(ctx.db).zoneWindows(asked),
}));
