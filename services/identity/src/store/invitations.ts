import type { Role } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface InvitationRow {
  id: string;
  code_hash: Buffer;
  role: Role;
  note: string | null;
  uses: number;
  uses_max: number;
  created_by: string | null;
  created_at: Date;
  expires_at: Date;
  withdrawn_at: Date | null;
}

/** Invitations, by the hash of their code. */
export function invitationStore({ db }: { db: Database }) {
  const tables = db.withTables<{ invitations: InvitationRow }>();
  const usable = (now: Date) => sql<boolean>`withdrawn_at IS NULL AND uses < uses_max AND expires_at > ${now}`;
  return {
    async insert(invitation: InvitationRow): Promise<void> {
      await tables.insertInto("invitations").values(invitation).execute();
    },
    find: (code_hash: Buffer, now: Date) =>
      tables.selectFrom("invitations").select(["id", "role"]).where("code_hash", "=", code_hash).where(usable(now)).executeTakeFirst(),
    /** Counts one use; false when none is left. Rolled back with the registration that it is for. */
    async use(id: string, now: Date): Promise<boolean> {
      const { numAffectedRows } = await sql`UPDATE invitations SET uses = uses + 1 WHERE id = ${id} AND ${usable(now)}`.execute(db);
      return numAffectedRows === 1n;
    },
    /** Those that can still be used, newest first. */
    list(page: { limit: number; before: string | undefined; now: Date }) {
      let query = tables.selectFrom("invitations").selectAll().where(usable(page.now)).orderBy("id", "desc").limit(page.limit);
      if (page.before !== undefined) query = query.where("id", "<", page.before);
      return query.execute();
    },
    /** False when there is no such invitation. */
    async withdraw(id: string, now: Date): Promise<boolean> {
      const { numAffectedRows } = await sql`
        UPDATE invitations SET withdrawn_at = coalesce(withdrawn_at, ${now}) WHERE id = ${id}`.execute(db);
      return numAffectedRows === 1n;
    },
  };
}
