import type { MemberRole } from "@oneheart/contracts";
import { type Database, lastId, takeLock } from "@oneheart/kernel";
import { sql } from "kysely";

export interface OrganisationRow {
  id: string;
  name: string;
  member_role: MemberRole | null;
  created_at: Date;
}

/** Every SQL statement about organisations and their people. `player_id` null means one of the programme, who sees all. */
export function organisationStore({ db }: { db: Database }) {
  return {
    async add(row: { id: string; name: string; created_at: Date }): Promise<void> {
      await sql`INSERT INTO sponsor_organisations (id, name, created_at) VALUES (${row.id}, ${row.name}, ${row.created_at})`.execute(db);
    },
    async list({ player_id, before, limit }: { player_id: string | null; before: string | undefined; limit: number }) {
      const { rows } = await sql<OrganisationRow>`
        SELECT o.id, o.name, o.created_at, m.member_role FROM sponsor_organisations o
        LEFT JOIN sponsor_members m ON m.organisation_id = o.id AND m.player_id = ${player_id}
        WHERE (${player_id}::uuid IS NULL OR m.player_id IS NOT NULL) AND o.id < ${before ?? lastId}::uuid
        ORDER BY o.id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    async exists(id: string): Promise<boolean> {
      const { rows } = await sql`SELECT FROM sponsor_organisations WHERE id = ${id}`.execute(db);
      return rows.length > 0;
    },
    async nameOf(id: string): Promise<string> {
      const { rows } = await sql<{ name: string }>`SELECT name FROM sponsor_organisations WHERE id = ${id}`.execute(db);
      return rows[0]!.name;
    },
    async roleOf(organisation_id: string, player_id: string): Promise<MemberRole | undefined> {
      const { rows } = await sql<{ member_role: MemberRole }>`
        SELECT member_role FROM sponsor_members WHERE organisation_id = ${organisation_id} AND player_id = ${player_id}`.execute(db);
      return rows[0]?.member_role;
    },
    async members(organisation_id: string): Promise<Array<{ player_id: string; member_role: MemberRole }>> {
      const { rows } = await sql<{ player_id: string; member_role: MemberRole }>`
        SELECT player_id, member_role FROM sponsor_members WHERE organisation_id = ${organisation_id} ORDER BY member_role, player_id`.execute(
        db,
      );
      return rows;
    },
    /** Whoever changes the members of an organisation waits for others who do, so that an owner always remains. */
    lockMembers: (organisation_id: string) => takeLock(db, "sponsor.members", organisation_id),
    async setMember(organisation_id: string, player_id: string, member_role: MemberRole): Promise<void> {
      await sql`
        INSERT INTO sponsor_members (organisation_id, player_id, member_role) VALUES (${organisation_id}, ${player_id}, ${member_role})
        ON CONFLICT (organisation_id, player_id) DO UPDATE SET member_role = excluded.member_role`.execute(db);
    },
    async removeMember(organisation_id: string, player_id: string): Promise<void> {
      await sql`DELETE FROM sponsor_members WHERE organisation_id = ${organisation_id} AND player_id = ${player_id}`.execute(db);
    },
    async forget(player_id: string): Promise<void> {
      await sql`DELETE FROM sponsor_members WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
