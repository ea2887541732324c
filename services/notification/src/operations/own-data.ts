import { notificationInternal } from "@oneheart/contracts/internal";
import { handleOwnData, type OwnDataSection, ownRecord, ownTable } from "@oneheart/kernel";
import { defaultLanguage } from "@oneheart/messages";
import { sql } from "kysely";
import { presentNotification, type StoredNotification } from "../present.ts";
import { collection } from "../workflows/notifications.ts";
import { openPhone } from "../workflows/phones.ts";
import { preferencesOf } from "../workflows/preferences.ts";

/** Newest first: keys go down, and the last of a page is where the next one begins. */
const notifications: OwnDataSection = {
  name: "notifications",
  async page(ctx, player_id, before, limit) {
    const found = await ctx.backing.documents.find(collection, { player_id }, { limit, before });
    const { language } = await preferencesOf(ctx, player_id);
    return found.map((stored) => ({
      key: stored.id,
      record: presentNotification(stored as unknown as StoredNotification, language ?? defaultLanguage),
    }));
  },
};

/** Choices, number, devices and what was told. */
export const ownData = handleOwnData(notificationInternal.operations.ownData, [
  ownRecord("preferences", async (ctx, player_id) => ({
    ...(await preferencesOf(ctx, player_id)),
    phone: (await openPhone(ctx, player_id)) ?? null,
  })),
  ownTable({
    name: "devices",
    from: sql`push_devices t`,
    columns: sql`t.id, t.created_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  notifications,
]);
