import type { Preferences } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import type { z } from "zod";
import { notificationStore } from "./store.ts";

export type PreferencesView = z.output<typeof Preferences>;

/** Before anyone chooses: rewards, levels and what needs attention to the phone, nothing by mail or SMS. */
const unchosen: PreferencesView = { email: [], push: ["reward", "badge", "level", "token", "review"], sms: [] };

export async function preferencesOf(ctx: Pick<BaseContext, "db">, player_id: string): Promise<PreferencesView> {
  return ((await notificationStore(ctx).preferences(player_id)) as PreferencesView | undefined) ?? unchosen;
}
