import { playerInternal } from "@oneheart/contracts/internal";
import { type SubscriberContext, subscribe } from "@oneheart/kernel";
import { ringStore } from "../behaviour/ring-store.ts";
import { behaviourStore } from "../behaviour/store.ts";
import { erasureStore } from "../cases/erasure-store.ts";
import { rejectErased } from "../cases/reject-erased.ts";
import { caseStore } from "../cases/store.ts";
import { pictureStore } from "../pictures/store.ts";
import { eraseReviews } from "../review/erase.ts";

const batch = 100;

/**
 * What was found about the person's evidence is reduced to the decision. What waits for a reviewer is rejected, because there is
 * nothing left to look at. Fingerprints stay, so that the same file is still known when somebody else sends it.
 */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  for (;;) {
    const waiting = await erasureStore(ctx).waiting(player_id, batch);
    for (const { proof_id, action_id } of waiting) await reject(proof_id, action_id, ctx);
    if (waiting.length < batch) break;
  }
  await behaviourStore(ctx).forgetPlayer(player_id);
  await ringStore(ctx).forgetPlayer(player_id);
  await ctx.transaction((tx) => eraseReviews(tx, player_id, ctx.clock.now()));
  let after: string | undefined;
  for (;;) {
    const reduced = await erasureStore(ctx).reduce(player_id, after, batch);
    await pictureStore(ctx).forgetSketches(reduced);
    after = reduced.at(-1);
    if (reduced.length < batch) return;
  }
});

async function reject(proof_id: string, action_id: string, ctx: SubscriberContext): Promise<void> {
  const change = { id: ctx.newId(), now: ctx.clock.now() };
  await ctx.transaction(async (tx) => {
    await caseStore(tx).lockAction(action_id);
    await rejectErased(tx, proof_id, change);
  });
}
