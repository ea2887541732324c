import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";

export interface PlayerRow {
  id: string;
  user_did: string;
  username: string;
  email_sealed: string;
  location_sealed: string | null;
  level: number;
  total_xp: bigint;
  heart_tokens: bigint;
  /** Hundredths of a credit. */
  impact_credits: bigint;
  streak_days: number;
  last_action_day: string | null;
  bio: string;
  created_at: Date;
  /** Set as soon as the account is erased; the person's name goes a moment later. */
  closed_at: Date | null;
  /** Types of the badges, the earliest first. */
  badges: string[];
}

export interface NewPlayer {
  id: string;
  user_did: string;
  username: string;
  email_sealed: string;
  email_hash: string;
  location: StoredLocation;
  created_at: Date;
}

export interface LockedPlayer {
  /** The name of a player who was erased; null for everybody else. */
  erased_name: string | null;
}

/** Coarse in the open, exact under seal; all three or none. */
export interface StoredLocation {
  lat: number | null;
  lng: number | null;
  sealed: string | null;
}

export interface DidKeyRow {
  player_id: string;
  public_key_multibase: string;
  private_sealed: string;
  created_at: Date;
}

const columns = sql`p.id, p.user_did, p.username, p.email_sealed, p.location_sealed, p.level, p.total_xp, p.heart_tokens, p.impact_credits,
  p.streak_days, p.last_action_day::text AS last_action_day, p.bio, p.created_at, p.closed_at,
  ARRAY(SELECT b.badge_type FROM player_badges pb JOIN badges b ON b.id = pb.badge_id
    WHERE pb.player_id = p.id ORDER BY pb.earned_at, b.badge_type) AS badges`;

/** Players and the keys of their identifiers. */
export function playerStore({ db }: { db: Database }) {
  const select = async (rest: RawBuilder<unknown>) => (await sql<PlayerRow>`SELECT ${columns} FROM players p ${rest}`.execute(db)).rows;

  return {
    find: async (id: string): Promise<PlayerRow | undefined> => (await select(sql`WHERE p.id = ${id}`))[0],
    findByDid: async (did: string): Promise<PlayerRow | undefined> => (await select(sql`WHERE p.user_did = ${did}`))[0],
    findMany: (ids: string[], dids: string[]) =>
      select(sql`WHERE p.id = ANY(${ids}::uuid[]) OR p.user_did = ANY(${dids}::text[]) ORDER BY p.id`),
    /** False when the player exists already. */
    async insert(player: NewPlayer): Promise<boolean> {
      const { id, user_did, username, email_sealed, email_hash, location, created_at } = player;
      const { numAffectedRows } = await sql`
        INSERT INTO players
          (id, user_did, username, email_sealed, email_hash, location_lat, location_lng, location_sealed, created_at, updated_at)
        VALUES (${id}, ${user_did}, ${username}, ${email_sealed}, ${email_hash}, ${location.lat}, ${location.lng}, ${location.sealed},
          ${created_at}, ${created_at})
        ON CONFLICT (id) DO NOTHING`.execute(db);
      return numAffectedRows === 1n;
    },
    async insertKey(key: DidKeyRow): Promise<void> {
      await db.withTables<{ did_keys: DidKeyRow }>().insertInto("did_keys").values(key).execute();
    },
    async publicKeyOf(did: string): Promise<string | undefined> {
      const { rows } = await sql<{ public_key_multibase: string }>`
        SELECT k.public_key_multibase FROM players p JOIN did_keys k ON k.player_id = p.id WHERE p.user_did = ${did}`.execute(db);
      return rows[0]?.public_key_multibase;
    },
    async setProfile(id: string, change: { bio?: string; location?: StoredLocation }, now: Date): Promise<void> {
      const { bio, location } = change;
      await sql`
        UPDATE players SET updated_at = ${now}, bio = coalesce(${bio ?? null}::text, bio)
          ${location === undefined ? sql`` : sql`, location_lat = ${location.lat}, location_lng = ${location.lng}, location_sealed = ${location.sealed}`}
        WHERE id = ${id} AND closed_at IS NULL`.execute(db);
    },
    async setContact(id: string, contact: Pick<NewPlayer, "username" | "email_sealed" | "email_hash">, now: Date): Promise<void> {
      await sql`
        UPDATE players SET username = ${contact.username}, email_sealed = ${contact.email_sealed}, email_hash = ${contact.email_hash},
          updated_at = ${now} WHERE id = ${id} AND erased_at IS NULL`.execute(db);
    },
    /** Replaces all that is personal, and takes the key away by which the identifier could be proved. */
    async erase({ id, username, email_sealed, email_hash, created_at }: NewPlayer): Promise<void> {
      await sql`
        UPDATE players SET username = ${username}, email_sealed = ${email_sealed}, email_hash = ${email_hash}, bio = '',
          location_lat = NULL, location_lng = NULL, location_sealed = NULL, streak_days = 0, last_action_day = NULL,
          updated_at = ${created_at}, closed_at = coalesce(closed_at, ${created_at}),
          erased_at = coalesce(erased_at, ${created_at})
        WHERE id = ${id}`.execute(db);
      await sql`DELETE FROM did_keys WHERE player_id = ${id}`.execute(db);
    },
    /** Lets one transaction at a time change what is counted of these players; those who do not exist are left out. */
    async lock(ids: readonly string[]): Promise<Map<string, LockedPlayer>> {
      const { rows } = await sql<LockedPlayer & { id: string }>`
        SELECT id, CASE WHEN erased_at IS NOT NULL THEN username END AS erased_name FROM players
        WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(db);
      return new Map(rows.map((row) => [row.id, row]));
    },
  };
}
