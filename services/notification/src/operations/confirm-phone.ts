import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { notificationStore } from "../store/notifications.ts";
import { codeKey, hashCode, triesKey, type WaitingNumber, waitingKey } from "../workflows/phones.ts";
import { viewPreferences } from "../workflows/preferences.ts";

const triesMax = 5;
const triesLife_ms = 86_400_000;

/** Keeps the number whose code this is. A code is good once, and for five tries of each account that asked. */
export const confirmPhone = handle(notificationContract.operations.confirmPhone, async ({ code }, ctx) => {
  const player_id = ctx.principal.playerId;
  const { cache } = ctx.backing;
  const { value: tries } = await cache.increment(triesKey(player_id), { ttl_ms: triesLife_ms });
  const text = await cache.get(waitingKey(player_id));
  if (text === undefined || tries > triesMax) return ctx.fail("phone_code_expired");
  const { phone_sealed, number } = JSON.parse(text) as WaitingNumber;
  const code_hash = (await cache.get(codeKey(number))) ?? ctx.fail("phone_code_expired");
  if (hashCode(ctx, number, code) !== code_hash) ctx.fail("phone_code_wrong", { tries_left: triesMax - tries });
  await cache.delete(codeKey(number), waitingKey(player_id));
  await ctx.transaction((tx) => notificationStore(tx).savePhone(player_id, phone_sealed, ctx.clock.now()));
  return viewPreferences(ctx, player_id);
});
