import type { Preferences, PreferencesView } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import type { z } from "zod";
import { maskPhone } from "../rules/phone.ts";
import { notificationStore } from "../store/notifications.ts";
import { openPhone } from "./phones.ts";

export type Chosen = z.output<typeof Preferences>;
type View = z.output<typeof PreferencesView>;

/** Before anyone chooses: rewards, levels and what needs attention to the phone, nothing by mail or SMS. */
export const unchosen: Chosen = { email: [], push: ["reward", "badge", "level", "token", "review"], sms: [], language: null };

export async function preferencesOf(ctx: Pick<BaseContext, "db">, player_id: string): Promise<Chosen> {
  return ((await notificationStore(ctx).preferences(player_id)) as Chosen | undefined) ?? unchosen;
}

/** Preferences as their owner sees them; of the telephone number only the end. */
export async function viewPreferences(ctx: Pick<BaseContext, "db" | "vault">, player_id: string, chosen?: Chosen): Promise<View> {
  const phone = await openPhone(ctx, player_id);
  return { ...(chosen ?? (await preferencesOf(ctx, player_id))), phone: phone === undefined ? null : maskPhone(phone) };
}
