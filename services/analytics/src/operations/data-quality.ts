import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { qualityStore } from "../store/quality.ts";
import { presentQuality } from "../workflows/present-quality.ts";
import { readerOf } from "../workflows/reader.ts";

/** What the last run of the checks found. */
export const dataQuality = handle(analyticsContract.operations.dataQuality, async (_, ctx) =>
  presentQuality(await qualityStore(ctx).lastRun(), readerOf(ctx)),
);
