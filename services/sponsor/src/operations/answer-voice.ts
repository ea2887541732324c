import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { hashOf, mayTell } from "../rules/voice.ts";
import { voiceStore } from "../store/voice.ts";

/** Counts an answer. The link is used up, and which answer it gave is not kept. */
export const answerVoice = handle(sponsorContract.operations.answerVoice, async ({ link, helped, wanted }, ctx) => {
  const hash = hashOf(link);
  return ctx.transaction(async (tx) => {
    const voices = voiceStore(tx);
    const mission_id = await voices.use(hash);
    if (mission_id === undefined) return ctx.fail((await voices.find(hash)) === undefined ? "voice_link_unknown" : "voice_answered");
    if (mayTell(await voices.count(mission_id, helped, wanted))) await voices.tell(mission_id, ctx.clock.now());
    return { is_answered: true as const };
  });
});
