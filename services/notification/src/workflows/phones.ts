import type { BaseContext } from "@oneheart/kernel";
import { notificationStore } from "../store.ts";

const purpose = "notification_phones.phone";

export function sealPhone(ctx: Pick<BaseContext, "vault">, phone: string): string {
  return ctx.vault.seal(phone, purpose);
}

/** A player's confirmed number. */
export async function openPhone(ctx: Pick<BaseContext, "db" | "vault">, player_id: string): Promise<string | undefined> {
  const sealed = await notificationStore(ctx).phone(player_id);
  return sealed === undefined ? undefined : ctx.vault.open(sealed, purpose);
}

/** Where a code waits for its confirmation; it may be lost, then another is asked for. */
export const codeKey = (player_id: string) => `phone_code:${player_id}`;
export const triesKey = (player_id: string) => `phone_code_tries:${player_id}`;

/** What waits under `codeKey`. */
export interface WaitingCode {
  phone_sealed: string;
  /** Keyed, so that the cache does not tell the code. */
  code_hash: string;
}

export function hashCode(ctx: Pick<BaseContext, "vault">, player_id: string, code: string): string {
  return ctx.vault.blindIndex(`${player_id}:${code}`, "notification.phone_code");
}
