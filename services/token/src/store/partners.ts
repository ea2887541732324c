import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface PartnerRow {
  id: string;
  name: string;
  webhook_url: string | null;
  is_active: boolean;
  created_at: Date;
}

export interface PartnerSecrets {
  webhook_secret_sealed: string;
  key_hash: string;
}

const columns = sql`id, name, webhook_url, is_active, created_at`;
const partnersMax = 1000;

/** Every SQL statement over partners who hand rewards over. */
export function partnerStore({ db }: { db: Database }) {
  return {
    async add(row: Omit<PartnerRow, "is_active"> & PartnerSecrets): Promise<PartnerRow> {
      const { rows } = await sql<PartnerRow>`
        INSERT INTO reward_partners (id, name, webhook_url, webhook_secret_sealed, key_hash, created_at)
        VALUES (${row.id}, ${row.name}, ${row.webhook_url}, ${row.webhook_secret_sealed}, ${row.key_hash}, ${row.created_at})
        RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
    async list(): Promise<PartnerRow[]> {
      const { rows } = await sql<PartnerRow>`SELECT ${columns} FROM reward_partners ORDER BY name, id LIMIT ${partnersMax}`.execute(db);
      return rows;
    },
    async find(id: string): Promise<PartnerRow | undefined> {
      const { rows } = await sql<PartnerRow>`SELECT ${columns} FROM reward_partners WHERE id = ${id}`.execute(db);
      return rows[0];
    },
    async lock(id: string): Promise<PartnerRow | undefined> {
      const { rows } = await sql<PartnerRow>`SELECT ${columns} FROM reward_partners WHERE id = ${id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    async save(row: PartnerRow): Promise<PartnerRow> {
      const { rows } = await sql<PartnerRow>`
        UPDATE reward_partners SET name = ${row.name}, webhook_url = ${row.webhook_url}, is_active = ${row.is_active}
        WHERE id = ${row.id} RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
    async setSecrets(id: string, { webhook_secret_sealed, key_hash }: PartnerSecrets): Promise<PartnerRow | undefined> {
      const { rows } = await sql<PartnerRow>`
        UPDATE reward_partners SET webhook_secret_sealed = ${webhook_secret_sealed}, key_hash = ${key_hash}
        WHERE id = ${id} RETURNING ${columns}`.execute(db);
      return rows[0];
    },
    /** Whose key it is, when the partner is active. */
    async byKey(key_hash: string): Promise<PartnerRow | undefined> {
      const { rows } = await sql<PartnerRow>`SELECT ${columns} FROM reward_partners WHERE key_hash = ${key_hash} AND is_active`.execute(db);
      return rows[0];
    },
    /** The partner of a reward. */
    async ofReward(reward_id: string): Promise<(PartnerRow & { webhook_secret_sealed: string }) | undefined> {
      const { rows } = await sql<PartnerRow & { webhook_secret_sealed: string }>`
        SELECT p.id, p.name, p.webhook_url, p.is_active, p.created_at, p.webhook_secret_sealed
        FROM rewards r JOIN reward_partners p ON p.id = r.partner_id WHERE r.id = ${reward_id}`.execute(db);
      return rows[0];
    },
  };
}
