import type { Role } from "@oneheart/contracts";
import { type Database, takeLock } from "@oneheart/kernel";
import { sql } from "kysely";

export interface AccountRow {
  id: string;
  username: string;
  username_key: string;
  /** What names that look the same have in common; null for one that looked like an older one when names got theirs. */
  username_skeleton: string | null;
  email_sealed: string;
  email_hash: string;
  /** When its owner showed that mail arrives there; until then others may name the address, too. */
  email_confirmed_at: Date | null;
  password_hash: string;
  role: Role;
  /** Part of the keys under which wrong passwords are counted. */
  guess_epoch: number;
  created_at: Date;
  erased_at: Date | null;
}

/** What takes the place of all that an account says of a person. */
export type AccountErasure = Pick<
  AccountRow,
  "username" | "username_key" | "username_skeleton" | "email_sealed" | "email_hash" | "email_confirmed_at" | "password_hash"
> & {
  erased_at: Date;
};

type Tables = { accounts: AccountRow };

/** Accounts. */
export function accountStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();

  return {
    async insert(account: AccountRow): Promise<void> {
      await tables.insertInto("accounts").values(account).execute();
    },
    find: (id: string) => tables.selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirst(),
    findByUsername: (key: string) => tables.selectFrom("accounts").selectAll().where("username_key", "=", key).executeTakeFirst(),
    /** The account that confirmed an address; as long as none did, the first that named it. */
    findByEmail: (hash: string) =>
      tables
        .selectFrom("accounts")
        .selectAll()
        .where("email_hash", "=", hash)
        .orderBy(sql`email_confirmed_at IS NULL`)
        .orderBy("id")
        .limit(1)
        .executeTakeFirst(),
    findConfirmed: (hash: string) =>
      tables
        .selectFrom("accounts")
        .selectAll()
        .where("email_hash", "=", hash)
        .where("email_confirmed_at", "is not", null)
        .executeTakeFirst(),
    async confirmEmail(id: string, at: Date): Promise<void> {
      await tables.updateTable("accounts").set({ email_confirmed_at: at }).where("id", "=", id).execute();
    },
    /** Puts an address that was confirmed in the old one's place. */
    async replaceEmail(id: string, { email_sealed, email_hash }: Pick<AccountRow, "email_sealed" | "email_hash">, at: Date): Promise<void> {
      await tables.updateTable("accounts").set({ email_sealed, email_hash, email_confirmed_at: at }).where("id", "=", id).execute();
    },
    async rename(id: string, names: Pick<AccountRow, "username" | "username_key" | "username_skeleton">): Promise<void> {
      await tables.updateTable("accounts").set(names).where("id", "=", id).where("erased_at", "is", null).execute();
    },
    /** Whoever may set a password without the old one may also try it again from anywhere. */
    async setPassword(id: string, password_hash: string): Promise<void> {
      await sql`UPDATE accounts SET password_hash = ${password_hash}, guess_epoch = guess_epoch + 1 WHERE id = ${id}`.execute(db);
    },
    lock: (id: string) => tables.selectFrom("accounts").selectAll().where("id", "=", id).forUpdate().executeTakeFirst(),
    /** Lets the counters of wrong passwords begin anew; false when there is no such account. */
    async forgetGuesses(id: string): Promise<boolean> {
      const { numAffectedRows } = await sql`
        UPDATE accounts SET guess_epoch = guess_epoch + 1 WHERE id = ${id} AND erased_at IS NULL`.execute(db);
      return numAffectedRows === 1n;
    },
    /** False when the password was changed by somebody else in the meantime. */
    async replacePassword(id: string, from: string, to: string): Promise<boolean> {
      const query = tables.updateTable("accounts").set({ password_hash: to }).where("id", "=", id).where("password_hash", "=", from);
      return (await query.executeTakeFirst()).numUpdatedRows === 1n;
    },
    async setRole(id: string, role: Role): Promise<void> {
      await tables.updateTable("accounts").set({ role }).where("id", "=", id).execute();
    },
    /** An erased account has no rights left. */
    async erase(id: string, erasure: AccountErasure): Promise<void> {
      const change = { ...erasure, role: "player" as const };
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
      await takeLock(db, "identity.admins");
    },
    /** Whether there is an administrator, beside one account when it is named. */
    async adminExists(except?: string): Promise<boolean> {
      const admins = tables.selectFrom("accounts").select("id").where("role", "=", "admin").limit(1);
      return (await (except === undefined ? admins : admins.where("id", "<>", except)).executeTakeFirst()) !== undefined;
    },
    async withRole(roles: readonly Role[]): Promise<string[]> {
      const rows = await tables.selectFrom("accounts").select("id").where("role", "in", roles).where("erased_at", "is", null).execute();
      return rows.map(({ id }) => id);
    },
    /** Accounts without a skeleton, by id, from after one. */
    withoutSkeleton(after: string | undefined, limit: number): Promise<Pick<AccountRow, "id" | "username">[]> {
      let query = tables
        .selectFrom("accounts")
        .select(["id", "username"])
        .where("username_skeleton", "is", null)
        .orderBy("id")
        .limit(limit);
      if (after !== undefined) query = query.where("id", ">", after);
      return query.execute();
    },
    async setSkeleton(id: string, username_skeleton: string): Promise<void> {
      await tables.updateTable("accounts").set({ username_skeleton }).where("id", "=", id).execute();
    },
    /** The administrator who has been one, or anything else, for longest. */
    firstAdmin: () => tables.selectFrom("accounts").selectAll().where("role", "=", "admin").orderBy("id").limit(1).executeTakeFirst(),
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
