import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface PreferencesRow {
  email: string[];
  push: string[];
  sms: string[];
}

const devicesMax = 20;

/** Preferences and devices. */
export function notificationStore({ db }: { db: Database }) {
  return {
    async preferences(player_id: string): Promise<PreferencesRow | undefined> {
      const { rows } =
        await sql<PreferencesRow>`SELECT email, push, sms FROM notification_preferences WHERE player_id = ${player_id}`.execute(db);
      return rows[0];
    },
    async savePreferences(player_id: string, { email, push, sms }: PreferencesRow, now: Date): Promise<void> {
      await sql`
        INSERT INTO notification_preferences (player_id, email, push, sms, updated_at) VALUES (${player_id}, ${email}, ${push}, ${sms}, ${now})
        ON CONFLICT (player_id) DO UPDATE SET email = excluded.email, push = excluded.push, sms = excluded.sms, updated_at = excluded.updated_at`.execute(
        db,
      );
    },
    /** A device belongs to whoever registered it last. */
    async addDevice(device: {
      id: string;
      player_id: string;
      target_hash: string;
      target_sealed: string;
      created_at: Date;
    }): Promise<void> {
      await sql`
        INSERT INTO push_devices (id, player_id, target_hash, target_sealed, created_at)
        VALUES (${device.id}, ${device.player_id}, ${device.target_hash}, ${device.target_sealed}, ${device.created_at})
        ON CONFLICT (target_hash) DO UPDATE SET player_id = excluded.player_id, target_sealed = excluded.target_sealed`.execute(db);
    },
    /** The newest devices of a player. */
    async devices(player_id: string): Promise<Array<{ id: string; target_sealed: string }>> {
      const { rows } = await sql<{ id: string; target_sealed: string }>`
        SELECT id, target_sealed FROM push_devices WHERE player_id = ${player_id} ORDER BY id DESC LIMIT ${devicesMax}`.execute(db);
      return rows;
    },
    async removeDevice(id: string): Promise<void> {
      await sql`DELETE FROM push_devices WHERE id = ${id}`.execute(db);
    },
  };
}
