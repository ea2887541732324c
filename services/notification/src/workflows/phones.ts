import type { BaseContext } from "@oneheart/kernel";
import { notificationStore } from "../store/notifications.ts";

const purpose = "notification_phones.phone";

export function sealPhone(ctx: Pick<BaseContext, "vault">, phone: string): string {
  return ctx.vault.seal(phone, purpose);
}

/** A player's confirmed number. */
export async function openPhone(ctx: Pick<BaseContext, "db" | "vault">, player_id: string): Promise<string | undefined> {
  const sealed = await notificationStore(ctx).phone(player_id);
  return sealed === undefined ? undefined : ctx.vault.open(sealed, purpose);
}

/** The number that an account wants to confirm; it may be lost, then it is named again. */
export const waitingKey = (player_id: string) => `phone_waiting:${player_id}`;
export const triesKey = (player_id: string) => `phone_code_tries:${player_id}`;

/** What waits under `waitingKey`. */
export interface WaitingNumber {
  phone_sealed: string;
  number: string;
}

/** A number without telling it. */
export function numberKey(ctx: Pick<BaseContext, "vault">, phone: string): string {
  return ctx.vault.blindIndex(phone, "notification.phone_limit");
}

/**
 * Where the code of a number waits. It belongs to the number and not to who asked: whoever reads the number's messages can confirm it,
 * also when strangers had the last code of the day sent there.
 */
export const codeKey = (number: string) => `phone_code:${number}`;

/** Keyed, so that the cache does not tell the code. */
export function hashCode(ctx: Pick<BaseContext, "vault">, number: string, code: string): string {
  return ctx.vault.blindIndex(`${number}:${code}`, "notification.phone_code");
}
