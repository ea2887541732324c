import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { voiceStore } from "../store/voice.ts";
import { viewOf } from "../workflows/access.ts";

/** What the number of answers is made of. */
export const voiceCells = handle(sponsorContract.operations.voiceCells, async ({ mission_id, told }, ctx) => {
  const voice = (await voiceStore(ctx).seenBy(mission_id, viewOf(ctx.principal))) ?? ctx.fail("mission_not_found");
  if (told > voice.told) ctx.fail("figure_not_counted_yet");
  if (told < voice.told) ctx.fail("figure_too_old");
  return { items: voice.cells, next_cursor: null, sum: voice.told };
});
