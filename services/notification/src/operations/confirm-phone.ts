import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { notificationStore } from "../store.ts";
import { codeKey, hashCode, triesKey, type WaitingCode } from "../workflows/phones.ts";
import { viewPreferences } from "../workflows/preferences.ts";

const triesMax = 5;
const triesLife_ms = 10 * 60_000;

/** Keeps the number whose code this is. A code is good once, and for five tries. */
export const confirmPhone = handle(notificationContract.operations.confirmPhone, async ({ code }, ctx) => {
  const player_id = ctx.principal.playerId;
  const { cache } = ctx.backing;
  const { value: tries } = await cache.increment(triesKey(player_id), { ttl_ms: triesLife_ms });
  const text = await cache.get(codeKey(player_id));
  if (text === undefined || tries > triesMax) return ctx.fail("phone_code_expired");
  const { phone_sealed, code_hash } = JSON.parse(text) as WaitingCode;
  if (hashCode(ctx, player_id, code) !== code_hash) ctx.fail("phone_code_wrong", { tries_left: triesMax - tries });
  await cache.delete(codeKey(player_id));
  await ctx.transaction((tx) => notificationStore(tx).savePhone(player_id, phone_sealed, ctx.clock.now()));
  return viewPreferences(ctx, player_id);
});
