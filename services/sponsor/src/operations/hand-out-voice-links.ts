import { randomBytes } from "node:crypto";
import { questContract, sponsorContract } from "@oneheart/contracts";
import { handle, isOperationError } from "@oneheart/kernel";
import { renderSVG } from "uqr";
import { hashOf } from "../rules/voice.ts";
import { sponsorSettings } from "../settings.ts";
import { voiceStore } from "../store/voice.ts";
import { publicBase } from "../workflows/public-base.ts";

const TOKEN_BYTES = 16;

/** Makes links for a mission. They are told once: only their hashes are kept. */
export const handOutVoiceLinks = handle(sponsorContract.operations.handOutVoiceLinks, async ({ mission_id, count }, ctx) => {
  const { title } = await ctx.call(questContract.operations.getMission, { id: mission_id }).catch((error: unknown) => {
    if (isOperationError(error, "mission_not_found")) return ctx.fail("mission_not_found");
    throw error;
  });
  const base = publicBase(ctx.settings(sponsorSettings));
  const tokens = Array.from({ length: count }, () => randomBytes(TOKEN_BYTES).toString("base64url"));
  await ctx.transaction((tx) => voiceStore(tx).handOut(mission_id, title, tokens.map(hashOf)));
  const urls = tokens.map((token) => `${base}/voice?link=${token}`);
  return { items: urls.map((url) => ({ url, qr_svg: renderSVG(url, { border: 1 }) })) };
});
