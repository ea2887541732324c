import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { hashOf } from "../rules/voice.ts";
import { voiceStore } from "../store/voice.ts";

/** What somebody with a link is asked about. */
export const voiceQuestion = handle(
  sponsorContract.operations.voiceQuestion,
  async ({ link }, ctx) => (await voiceStore(ctx).find(hashOf(link))) ?? ctx.fail("voice_link_unknown"),
);
