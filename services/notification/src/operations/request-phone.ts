import { randomInt } from "node:crypto";
import { notificationContract } from "@oneheart/contracts";
import { type BaseContext, commonError, handle } from "@oneheart/kernel";
import { codeMessage } from "../rules/phone.ts";
import { codeKey, hashCode, sealPhone, triesKey, type WaitingCode } from "../workflows/phones.ts";

const codeLife_ms = 10 * 60_000;
const day_ms = 86_400_000;
const codesPerDay = 3;

/** Sends a code to a number, so that only who reads its messages can have notifications sent there. */
export const requestPhone = handle(notificationContract.operations.requestPhone, async ({ phone }, ctx) => {
  const player_id = ctx.principal.playerId;
  await countCode(ctx, `sms_codes:${player_id}`);
  // Also by number: many accounts together must not be able to disturb one person.
  await countCode(ctx, `sms_codes:${ctx.vault.blindIndex(phone, "notification.phone_limit")}`);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const waiting: WaitingCode = { phone_sealed: sealPhone(ctx, phone), code_hash: hashCode(ctx, player_id, code) };
  await ctx.backing.cache.delete(triesKey(player_id));
  await ctx.backing.cache.set(codeKey(player_id), JSON.stringify(waiting), { ttl_ms: codeLife_ms });
  await ctx.backing.sms.send({ to: phone, text: codeMessage(code) }).catch((error: unknown) => {
    ctx.log.warn({ err: error }, "a code could not be sent");
    throw commonError("unavailable");
  });
  return {};
});

async function countCode(ctx: BaseContext, key: string): Promise<void> {
  const { value, ttl_ms } = await ctx.backing.cache.increment(key, { ttl_ms: day_ms });
  if (value > codesPerDay) throw commonError("rate_limited", { context: { retry_after_s: Math.ceil(ttl_ms / 1000) } });
}
