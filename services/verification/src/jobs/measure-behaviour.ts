import { schedule } from "@oneheart/kernel";
import { behaviourStore } from "../behaviour/store.ts";

const day_ms = 86_400_000;
const batch = 5000;

/** Every night: samples what pace is usual, and forgets devices and addresses that were not seen for a month. */
export const measureBehaviour = schedule("verification.measure_behaviour", "41 2 * * *", async (ctx) => {
  const now = ctx.clock.now();
  const store = behaviourStore(ctx);
  const since = new Date(now.getTime() - 28 * day_ms);
  for (const window_hours of [1, 24]) await store.measureCohort(window_hours, since, now);
  const before = new Date(now.getTime() - 30 * day_ms);
  while ((await store.forgetTraces(before, batch)) === batch);
});
