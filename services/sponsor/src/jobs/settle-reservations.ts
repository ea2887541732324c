import { questInternal } from "@oneheart/contracts/internal";
import { schedule } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";

const batch = 200;
const minute_ms = 60_000;
/** A start that has not happened by then never will: requests and transactions end long before. */
const lost_after_ms = 10 * minute_ms;

/**
 * Asks for the quests of recent reservations whether they started: those that did hold their money until they end, and those that never
 * will give it back. It is asked and not told, so that a start costs no job.
 */
export const settleReservations = schedule("settle-reservations", "* * * * *", async (ctx) => {
  const now = ctx.clock.now().getTime();
  for (;;) {
    const open = await coverStore(ctx).unconfirmed(new Date(now - minute_ms), batch);
    if (open.length === 0) return;
    const { items } = await ctx.call(questInternal.operations.findQuests, { ids: open.map(({ quest_id }) => quest_id) });
    const started = new Set(items.map(({ quest_id }) => quest_id));
    const lost = open.filter(({ quest_id, created_at }) => !started.has(quest_id) && now - created_at.getTime() > lost_after_ms);
    await ctx.transaction(async (tx) => {
      await coverStore(tx).hold([...started]);
      await coverStore(tx).release(
        lost.map(({ quest_id }) => quest_id),
        ["reserved"],
      );
    });
    if (open.length < batch || started.size + lost.length === 0) return;
  }
});
