import { playerContract, tokenContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { transferNotice } from "../rules/notices.ts";
import { notify, withoutSender } from "../workflows/notifications.ts";

/** Tells the one who receives. */
export const onTokensTransferred = subscribe("on-tokens-transferred", tokenContract.events.tokensTransferred, async (transfer, ctx) => {
  const sender = () => ctx.call(playerContract.operations.findPlayers, { ids: [transfer.from_player_id] });
  await notify(ctx, transfer.to_player_id, [transferNotice(transfer, (await sender()).items[0]?.username)]);
  // Erased between the question and the answer's being written: whoever is erased after this is taken out by that event.
  if ((await sender()).items[0]?.erased) await withoutSender(ctx, transfer.from_player_id);
});
