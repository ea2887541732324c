import type { Role } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface AccountRow {
  id: string;
  username: string;
  username_key: string;
  email_sealed: string;
  email_hash: string;
  password_hash: string;
  role: Role;
  failed_logins: number;
  locked_until: Date | null;
  created_at: Date;
  erased_at: Date | null;
}

/** What takes the place of all that an account says of a person. */
export type AccountErasure = Pick<AccountRow, "username" | "username_key" | "email_sealed" | "email_hash" | "password_hash"> & {
  erased_at: Date;
};

type Tables = { accounts: AccountRow };

const adminLock = 7_405_113_101;

/** Accounts. */
export function accountStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();

  return {
    async insert(account: AccountRow): Promise<void> {
      await tables.insertInto("accounts").values(account).execute();
    },
    find: (id: string) => tables.selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirst(),
    findByUsername: (key: string) => tables.selectFrom("accounts").selectAll().where("username_key", "=", key).executeTakeFirst(),
    findByEmail: (hash: string) => tables.selectFrom("accounts").selectAll().where("email_hash", "=", hash).executeTakeFirst(),
    lock: (id: string) => tables.selectFrom("accounts").selectAll().where("id", "=", id).forUpdate().executeTakeFirst(),
    async setFailures(id: string, failed_logins: number, locked_until: Date | null): Promise<void> {
      await tables.updateTable("accounts").set({ failed_logins, locked_until }).where("id", "=", id).execute();
    },
    /** False when the password was changed by somebody else in the meantime. */
    async replacePassword(id: string, from: string, to: string): Promise<boolean> {
      const change = { password_hash: to, failed_logins: 0, locked_until: null };
      const query = tables.updateTable("accounts").set(change).where("id", "=", id).where("password_hash", "=", from);
      return (await query.executeTakeFirst()).numUpdatedRows === 1n;
    },
    async setRole(id: string, role: Role): Promise<void> {
      await tables.updateTable("accounts").set({ role }).where("id", "=", id).execute();
    },
    /** An erased account has no rights left. */
    async erase(id: string, erasure: AccountErasure): Promise<void> {
      const change = { ...erasure, role: "player" as const, failed_logins: 0, locked_until: null };
      await tables.updateTable("accounts").set(change).where("id", "=", id).execute();
    },
    /** Accounts erased from a moment on, by id, from after one. */
    erasedSince(since: Date, after: string | undefined, limit: number): Promise<Pick<AccountRow, "id" | "username">[]> {
      let query = tables.selectFrom("accounts").select(["id", "username"]).where("erased_at", ">=", since).orderBy("id").limit(limit);
      if (after !== undefined) query = query.where("id", ">", after);
      return query.execute();
    },
    /** Lets one transaction at a time decide who is an administrator. */
    async lockAdmins(): Promise<void> {
      await sql`SELECT pg_advisory_xact_lock(${adminLock})`.execute(db);
    },
    /** Whether there is an administrator, beside one account when it is named. */
    async adminExists(except?: string): Promise<boolean> {
      const admins = tables.selectFrom("accounts").select("id").where("role", "=", "admin").limit(1);
      return (await (except === undefined ? admins : admins.where("id", "<>", except)).executeTakeFirst()) !== undefined;
    },
    async ages(ids: readonly string[]): Promise<Pick<AccountRow, "id" | "created_at">[]> {
      if (ids.length === 0) return [];
      return tables.selectFrom("accounts").select(["id", "created_at"]).where("id", "in", ids).execute();
    },
    /** Newest first. */
    list(page: { limit: number; before: string | undefined; role: Role | undefined; username_prefix: string | undefined }) {
      let query = tables.selectFrom("accounts").selectAll().orderBy("id", "desc").limit(page.limit);
      if (page.before !== undefined) query = query.where("id", "<", page.before);
      if (page.role !== undefined) query = query.where("role", "=", page.role);
      if (page.username_prefix !== undefined) query = query.where(sql<boolean>`starts_with(username_key, ${page.username_prefix})`);
      return query.execute();
    },
  };
}
