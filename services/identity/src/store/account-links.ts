import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { LinkPurpose } from "../rules/link-token.ts";

export interface AccountLinkRow {
  token_hash: Buffer;
  account_id: string;
  purpose: LinkPurpose;
  email_hash: string;
  created_at: Date;
  expires_at: Date;
}

export interface EmailChangeRow {
  account_id: string;
  email_sealed: string;
  email_hash: string;
  /** When the old address agreed; when the new one did. */
  left_at: Date | null;
  entered_at: Date | null;
  asked_at: Date;
  expires_at: Date;
}

type Tables = { account_links: AccountLinkRow; email_changes: EmailChangeRow };

/** Links that were mailed, and changes of address that wait for them. */
export function accountLinkStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();
  return {
    async insert(link: AccountLinkRow): Promise<void> {
      await tables.insertInto("account_links").values(link).execute();
    },
    async peek(token_hash: Buffer, purpose: LinkPurpose, now: Date): Promise<AccountLinkRow | undefined> {
      const query = tables.selectFrom("account_links").selectAll().where("token_hash", "=", token_hash).where("purpose", "=", purpose);
      return query.where("expires_at", ">", now).executeTakeFirst();
    },
    /** Uses a link up. Of two who use it at once, one gets it. */
    async take(token_hash: Buffer, purposes: readonly LinkPurpose[], now: Date): Promise<AccountLinkRow | undefined> {
      const query = tables
        .deleteFrom("account_links")
        .where("token_hash", "=", token_hash)
        .where("purpose", "in", [...purposes]);
      return query.where("expires_at", ">", now).returningAll().executeTakeFirst();
    },
    async deleteAll(account_id: string, purposes?: readonly LinkPurpose[]): Promise<void> {
      const query = tables.deleteFrom("account_links").where("account_id", "=", account_id);
      await (purposes === undefined ? query : query.where("purpose", "in", [...purposes])).execute();
    },
    /** Puts a change in the place of an older one. */
    async begin(change: EmailChangeRow): Promise<void> {
      const { account_id, ...rest } = change;
      await tables
        .insertInto("email_changes")
        .values(change)
        .onConflict((row) => row.column("account_id").doUpdateSet(rest))
        .execute();
    },
    async change(account_id: string, now: Date): Promise<EmailChangeRow | undefined> {
      const query = tables.selectFrom("email_changes").selectAll().where("account_id", "=", account_id);
      return query.where("expires_at", ">", now).executeTakeFirst();
    },
    async agree(account_id: string, side: "left_at" | "entered_at", now: Date): Promise<void> {
      await tables
        .updateTable("email_changes")
        .set({ [side]: now })
        .where("account_id", "=", account_id)
        .execute();
    },
    async endChange(account_id: string): Promise<void> {
      await tables.deleteFrom("email_changes").where("account_id", "=", account_id).execute();
    },
    /** How many links were deleted; changes go with them. */
    async purge(before: Date, limit: number): Promise<number> {
      await sql`DELETE FROM email_changes WHERE expires_at < ${before}`.execute(db);
      const done = await sql`
        DELETE FROM account_links WHERE token_hash IN (SELECT token_hash FROM account_links WHERE expires_at < ${before} LIMIT ${limit})`.execute(
        db,
      );
      return Number(done.numAffectedRows);
    },
  };
}
