import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { codeStore } from "../store/codes.ts";
import { rewardStore } from "../store/rewards.ts";
import { sealedCode } from "../workflows/codes.ts";

/** Adds codes to a reward; its stock is how many of them nobody has. */
export const importCodes = handle(tokenContract.operations.importCodes, async ({ id, codes }, ctx) => {
  const rows = [...new Set(codes)].map((code) => sealedCode(id, code, ctx));
  return ctx.answer(async (tx) => {
    const reward = (await rewardStore(tx).lock(id)) ?? ctx.fail("reward_not_found");
    if (reward.fulfilment !== "codes") ctx.fail("reward_without_codes");
    const added = await codeStore(tx).add(id, rows, ctx.clock.now());
    return { added, repeated: codes.length - added, quantity: await rewardStore(tx).addStock(id, added) };
  });
});
