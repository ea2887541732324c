import { schedule } from "@oneheart/kernel";
import { windowDays } from "../pictures/find-near-duplicates.ts";
import { pictureStore } from "../pictures/store.ts";

const batch = 5000;

/** Forgets parts of pictures that are too old to be compared. What whole pictures look like stays. */
export const forgetWindows = schedule("verification.forget_windows", "17 3 * * *", async (ctx) => {
  const before = new Date(ctx.clock.now().getTime() - windowDays * 86_400_000);
  while ((await pictureStore(ctx).forgetWindows(before, batch)) === batch);
});
