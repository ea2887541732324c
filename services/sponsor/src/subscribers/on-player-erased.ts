import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";
import { moneyStore } from "../store/money.ts";
import { organisationStore } from "../store/organisations.ts";

/** A membership ends, what was reserved for the person's quests is free again, and what they gave names nobody any more. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  await ctx.transaction(async (tx) => {
    await coverStore(tx).releaseOf(player_id);
    await coverStore(tx).forget(player_id);
    await moneyStore(tx).forget(player_id);
    await organisationStore(tx).forget(player_id);
  });
});
