import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { commentStore } from "../store/comments.ts";
import { communityStore } from "../store/community.ts";
import { presenceStore } from "../store/presence.ts";
import { witnessStore } from "../store/witnesses.ts";
import { removeText } from "../workflows/remove-text.ts";

const batch = 100;

/** What the person wrote and where the person was goes, and what others wrote about the person's deeds. Verdicts and votes stay, nameless. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  await ctx.transaction(async (tx) => {
    await witnessStore(tx).erase(player_id);
    await presenceStore(tx).erase(player_id);
    await communityStore(tx).eraseMember(player_id);
  });
  for (;;) {
    const found = await commentStore(ctx).concerning(player_id, batch);
    for (const comment of found) await ctx.transaction((tx) => removeText(tx, comment, player_id, ctx.clock.now()));
    if (found.length < batch) return;
  }
});
