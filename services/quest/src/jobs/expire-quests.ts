import { schedule } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

const batch = 500;
const batchesPerRun = 40;

/** Writes down, minute by minute, which active quests have run out of time. */
export const expireQuests = schedule("expire-quests", "* * * * *", async (ctx) => {
  const now = ctx.clock.now();
  for (let done = 0; done < batchesPerRun; done += 1) {
    const expired = await ctx.transaction(async (tx) => {
      const quests = questStore(tx);
      const ids = await quests.expire({ now, limit: batch });
      await quests.addEvents(ids.map((quest_id) => ({ id: ctx.newId(), quest_id, event: "expired", at: now, detail: {} })));
      return ids.length;
    });
    if (expired < batch) return;
  }
});
