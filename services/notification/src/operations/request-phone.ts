import { randomInt } from "node:crypto";
import { notificationContract } from "@oneheart/contracts";
import { type BaseContext, commonError, handle, requireAtMost } from "@oneheart/kernel";
import { type Language, message, render } from "@oneheart/messages";
import { codeKey, hashCode, numberKey, sealPhone, triesKey, type WaitingNumber, waitingKey } from "../workflows/phones.ts";
import { readerLanguage } from "../workflows/reader-language.ts";

const codeLife_ms = 10 * 60_000;
const day_ms = 86_400_000;
const codesPerDay = 3;

/** Sends a code to a number, so that only who reads its messages can have notifications sent there. */
export const requestPhone = handle(notificationContract.operations.requestPhone, async ({ phone }, ctx) => {
  const player_id = ctx.principal.playerId;
  const { cache } = ctx.backing;
  requireAtMost(codesPerDay, await cache.increment(`sms_codes:${player_id}`, { ttl_ms: day_ms }));
  const number = numberKey(ctx, phone);
  const waiting: WaitingNumber = { phone_sealed: sealPhone(ctx, phone), number };
  await cache.delete(triesKey(player_id));
  await cache.set(waitingKey(player_id), JSON.stringify(waiting), { ttl_ms: day_ms });
  await sendCode(ctx, phone, number, await readerLanguage(ctx));
  return {};
});

/**
 * Many accounts together must not disturb one person, nor keep the number from its owner: after three messages of a day none follows,
 * and the last code is good for the rest of it.
 */
async function sendCode(ctx: BaseContext, phone: string, number: string, language: Language): Promise<void> {
  const { cache } = ctx.backing;
  const counter = `sms_codes:${number}`;
  const { value, ttl_ms } = await cache.increment(counter, { ttl_ms: day_ms });
  if (value > codesPerDay) return;
  const isLast = value === codesPerDay;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await cache.set(codeKey(number), hashCode(ctx, number, code), { ttl_ms: isLast ? ttl_ms : codeLife_ms });
  const text = render(message("sms.code", { code, life: isLast ? "day" : "ten_minutes" }), language);
  await ctx.backing.sms.send({ to: phone, text }).catch(async (error: unknown) => {
    ctx.log.warn({ err: error }, "a code could not be sent");
    await cache.increment(counter, { by: -1, ttl_ms: day_ms });
    throw commonError("unavailable");
  });
}
