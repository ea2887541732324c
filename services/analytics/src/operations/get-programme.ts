import { analyticsContract } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { programmeStore } from "../store/programme.ts";
import { presentProgramme } from "../workflows/present-programme.ts";

/** What anyone may know of the programme. */
export const getProgramme = handle(analyticsContract.operations.getProgramme, async (_, ctx) =>
  presentProgramme(await programmeStore(ctx).get(), await ctx.call(impactInternal.operations.poolSplit, {})),
);
