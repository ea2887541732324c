import { schedule } from "@oneheart/kernel";
import { notificationStore } from "../store/notifications.ts";

const kept_ms = 30 * 86_400_000;

/** What went out is remembered long after its last attempt. */
export const forgetDeliveries = schedule("forget-deliveries", "41 3 * * *", async (ctx) => {
  await notificationStore(ctx).forgetDeliveries(new Date(ctx.clock.now().getTime() - kept_ms));
});
