import { identityInternal } from "@oneheart/contracts/internal";
import { schedule } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";

const window_ms = 3 * 60 * 60_000;
const batch = 500;

/** A request that was under way when its sender was erased may have written something since: every service looks again. */
export const eraseAgain = schedule("erase-again", "37 * * * *", async (ctx) => {
  const since = new Date(ctx.clock.now().getTime() - window_ms);
  let after: string | undefined;
  for (;;) {
    const erased = await accountStore(ctx).erasedSince(since, after, batch);
    await ctx.transaction(async (tx) => {
      for (const { id, username } of erased) tx.emit(identityInternal.events.accountErased, { player_id: id, erased_name: username });
    });
    after = erased.at(-1)?.id;
    if (erased.length < batch) return;
  }
});
