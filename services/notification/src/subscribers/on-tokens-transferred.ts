import { playerInternal, tokenInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { transferNotice } from "../rules/notices.ts";
import { notifyAll, withoutSender } from "../workflows/notifications.ts";

/** Tells those who receive. */
export const onTokensTransferred = subscribeBatch("on-tokens-transferred", tokenInternal.events.tokensTransferred, {
  async run(events, ctx) {
    const ids = [...new Set(events.map(({ payload }) => payload.from_player_id))];
    const findSenders = async () => (await ctx.call(playerInternal.operations.findPlayers, { ids })).items;
    const names = new Map((await findSenders()).map(({ id, username }) => [id, username]));
    await notifyAll(
      ctx,
      events.map(({ payload, event }) => {
        return { event, player_id: payload.to_player_id, notices: [transferNotice(payload, names.get(payload.from_player_id))] };
      }),
    );
    // The sender may have been erased since the name was read; an erasure after this line is handled by its own event.
    for (const { id, erased } of await findSenders()) if (erased) await withoutSender(ctx, id);
  },
});
