import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { tokenStore } from "../store.ts";

/** Puts a reward on offer. */
export const createReward = handle(tokenContract.operations.createReward, async (input, ctx) => {
  const row = { ...input, id: ctx.newId(), created_at: ctx.clock.now() };
  return ctx.answer(async (tx) => presentReward(await tokenStore(tx).addReward(row)));
});
