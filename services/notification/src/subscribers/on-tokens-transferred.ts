import { playerContract, tokenContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { transferMessage } from "../rules/messages.ts";

/** Tells the one who receives. */
export const onTokensTransferred = subscribe(tokenContract.events.tokensTransferred, async (transfer, ctx) => {
  const { items } = await ctx.call(playerContract.operations.findPlayers, { ids: [transfer.from_player_id] });
  await notify(ctx, transfer.to_player_id, [transferMessage(transfer, items[0]?.username ?? "Someone")]);
});
