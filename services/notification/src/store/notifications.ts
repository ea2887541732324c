import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface PreferencesRow {
  email: string[];
  push: string[];
  sms: string[];
  /** The language of mail, SMS and push; null follows the client. */
  language: string | null;
}

/** What a reader chose, and where there is something to send to. */
export interface ReachRow {
  player_id: string;
  chosen: PreferencesRow | null;
  has_device: boolean;
  has_phone: boolean;
}

export interface Device {
  id: string;
  target_sealed: string;
}

const devicesMax = 20;

/** Preferences, devices, telephone numbers, and what already went out. */
export function notificationStore({ db }: { db: Database }) {
  return {
    async preferences(player_id: string): Promise<PreferencesRow | undefined> {
      const { rows } =
        await sql<PreferencesRow>`SELECT email, push, sms, language FROM notification_preferences WHERE player_id = ${player_id}`.execute(
          db,
        );
      return rows[0];
    },
    /** What could reach each of these readers, by reader; `chosen` is null before anyone chooses. */
    async reach(player_ids: readonly string[]): Promise<Map<string, ReachRow>> {
      const { rows } = await sql<ReachRow>`
        SELECT w.player_id, to_json(p) AS chosen, EXISTS (SELECT FROM push_devices d WHERE d.player_id = w.player_id) AS has_device,
          EXISTS (SELECT FROM notification_phones n WHERE n.player_id = w.player_id) AS has_phone
        FROM unnest(${player_ids}::uuid[]) AS w (player_id) LEFT JOIN notification_preferences p ON p.player_id = w.player_id`.execute(db);
      return new Map(rows.map((row) => [row.player_id, row]));
    },
    /** Changes what is named. One statement, so that two changes at once both hold. */
    async changePreferences(
      player_id: string,
      { email, push, sms, language }: Partial<PreferencesRow>,
      unchosen: PreferencesRow,
      now: Date,
    ): Promise<PreferencesRow> {
      const { rows } = await sql<PreferencesRow>`
        INSERT INTO notification_preferences AS p (player_id, email, push, sms, language, updated_at)
        VALUES (${player_id}, ${email ?? unchosen.email}, ${push ?? unchosen.push}, ${sms ?? unchosen.sms}, ${language ?? null}, ${now})
        ON CONFLICT (player_id) DO UPDATE SET email = coalesce(${email ?? null}::text[], p.email), push = coalesce(${push ?? null}::text[], p.push),
          sms = coalesce(${sms ?? null}::text[], p.sms),
          language = CASE WHEN ${language === undefined} THEN p.language ELSE excluded.language END, updated_at = excluded.updated_at
        RETURNING email, push, sms, language`.execute(db);
      return rows[0]!;
    },
    /** A device belongs to whoever registered it last; a player's oldest ones make room. */
    async addDevice(device: Device & { player_id: string; target_hash: string; created_at: Date }): Promise<void> {
      await sql`
        INSERT INTO push_devices (id, player_id, target_hash, target_sealed, created_at)
        VALUES (${device.id}, ${device.player_id}, ${device.target_hash}, ${device.target_sealed}, ${device.created_at})
        ON CONFLICT (target_hash) DO UPDATE SET id = excluded.id, player_id = excluded.player_id,
          target_sealed = excluded.target_sealed, created_at = excluded.created_at`.execute(db);
      await sql`
        DELETE FROM push_devices WHERE id IN
          (SELECT id FROM push_devices WHERE player_id = ${device.player_id} ORDER BY id DESC OFFSET ${devicesMax})`.execute(db);
    },
    async devices(player_id: string): Promise<Device[]> {
      const { rows } = await sql<Device>`
        SELECT id, target_sealed FROM push_devices WHERE player_id = ${player_id} ORDER BY id DESC LIMIT ${devicesMax}`.execute(db);
      return rows;
    },
    async removeDevice(id: string): Promise<void> {
      await sql`DELETE FROM push_devices WHERE id = ${id}`.execute(db);
    },
    async phone(player_id: string): Promise<string | undefined> {
      const { rows } = await sql<{ phone_sealed: string }>`
        SELECT phone_sealed FROM notification_phones WHERE player_id = ${player_id}`.execute(db);
      return rows[0]?.phone_sealed;
    },
    async savePhone(player_id: string, phone_sealed: string, now: Date): Promise<void> {
      await sql`
        INSERT INTO notification_phones (player_id, phone_sealed, confirmed_at) VALUES (${player_id}, ${phone_sealed}, ${now})
        ON CONFLICT (player_id) DO UPDATE SET phone_sealed = excluded.phone_sealed, confirmed_at = excluded.confirmed_at`.execute(db);
    },
    async removePhone(player_id: string): Promise<void> {
      await sql`DELETE FROM notification_phones WHERE player_id = ${player_id}`.execute(db);
    },
    /** Forgets number and devices. What waits to go out goes nowhere: an empty choice, and not the one before anyone chooses. */
    async erase(player_id: string, now: Date): Promise<void> {
      await sql`DELETE FROM push_devices WHERE player_id = ${player_id}`.execute(db);
      await sql`DELETE FROM notification_phones WHERE player_id = ${player_id}`.execute(db);
      await sql`
        INSERT INTO notification_preferences (player_id, email, push, sms, updated_at) VALUES (${player_id}, '{}', '{}', '{}', ${now})
        ON CONFLICT (player_id) DO UPDATE SET email = '{}', push = '{}', sms = '{}', updated_at = excluded.updated_at`.execute(db);
    },
    async settledRecipients(notification_id: string): Promise<Set<string>> {
      const { rows } = await sql<{ recipient: string }>`
        SELECT recipient FROM notification_deliveries WHERE notification_id = ${notification_id}`.execute(db);
      return new Set(rows.map((row) => row.recipient));
    },
    async settle(notification_id: string, recipient: string, now: Date): Promise<void> {
      await sql`
        INSERT INTO notification_deliveries (notification_id, recipient, settled_at) VALUES (${notification_id}, ${recipient}, ${now})
        ON CONFLICT DO NOTHING`.execute(db);
    },
    async forgetDeliveries(before: Date): Promise<void> {
      await sql`DELETE FROM notification_deliveries WHERE settled_at < ${before}`.execute(db);
    },
  };
}
