import type { Role } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export type EndReason = "logout" | "revoked" | "refresh_token_reused" | "password_changed" | "role_changed" | "erased";

export interface SessionRow {
  id: string;
  account_id: string;
  device: "mobile" | "web";
  ip_address: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  end_reason: EndReason | null;
}

interface TokenRow {
  token_hash: Buffer;
  session_id: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

type Tables = { auth_sessions: SessionRow; refresh_tokens: TokenRow };

/** What is known of a presented refresh token. */
export interface PresentedToken {
  session_id: string;
  account_id: string;
  used_at: Date | null;
  token_expires_at: Date;
  session_expires_at: Date;
  ended_at: Date | null;
}

const listed = 100;

/** Sessions and their refresh tokens. */
export function sessionStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();
  const presented = (hash: Buffer) => sql<PresentedToken>`
    SELECT s.id AS session_id, s.account_id, t.used_at, t.expires_at AS token_expires_at, s.expires_at AS session_expires_at, s.ended_at
    FROM refresh_tokens t JOIN auth_sessions s ON s.id = t.session_id WHERE t.token_hash = ${hash}`;

  return {
    async insert(session: SessionRow): Promise<void> {
      await tables.insertInto("auth_sessions").values(session).execute();
    },
    async addToken(token: Omit<TokenRow, "used_at">): Promise<void> {
      await tables
        .insertInto("refresh_tokens")
        .values({ ...token, used_at: null })
        .execute();
    },
    findToken: async (hash: Buffer): Promise<PresentedToken | undefined> => (await presented(hash).execute(db)).rows[0],
    lockToken: async (hash: Buffer): Promise<PresentedToken | undefined> =>
      (await sql<PresentedToken>`${presented(hash)} FOR UPDATE OF t, s`.execute(db)).rows[0],
    async tokenWaits(hash: Buffer): Promise<boolean> {
      return (await sql`SELECT FROM refresh_tokens WHERE token_hash = ${hash} AND used_at IS NULL`.execute(db)).rows.length === 1;
    },
    async markTokenUsed(hash: Buffer, now: Date): Promise<void> {
      await tables.updateTable("refresh_tokens").set({ used_at: now }).where("token_hash", "=", hash).execute();
    },
    async extend(id: string, times: { last_used_at: Date; expires_at: Date }): Promise<void> {
      await tables.updateTable("auth_sessions").set(times).where("id", "=", id).execute();
    },
    /** The session with its account's role, when it is live. */
    async findLive(id: string, now: Date): Promise<{ account_id: string; expires_at: Date; role: Role } | undefined> {
      const { rows } = await sql<{ account_id: string; expires_at: Date; role: Role }>`
        SELECT s.account_id, s.expires_at, a.role FROM auth_sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.id = ${id} AND s.ended_at IS NULL AND s.expires_at > ${now}`.execute(db);
      return rows[0];
    },
    /** Whether a session of the account was begun, and not ended because somebody else has its device or tokens. */
    async isTrusted(id: string, accountId: string): Promise<boolean> {
      const { rows } = await sql`
        SELECT FROM auth_sessions WHERE id = ${id} AND account_id = ${accountId}
          AND coalesce(end_reason, '') NOT IN ('revoked', 'refresh_token_reused')`.execute(db);
      return rows.length === 1;
    },
    /** The most recently used first. */
    listLive: (accountId: string, now: Date) =>
      tables
        .selectFrom("auth_sessions")
        .selectAll()
        .where("account_id", "=", accountId)
        .where("ended_at", "is", null)
        .where("expires_at", ">", now)
        .orderBy("last_used_at", "desc")
        .limit(listed)
        .execute(),
    /** Ends one session of an account; false when it has no such session. Ending it twice is the same as once. */
    async end(id: string, accountId: string, reason: EndReason, now: Date): Promise<boolean> {
      const { numAffectedRows } = await sql`
        UPDATE auth_sessions SET ended_at = coalesce(ended_at, ${now}), end_reason = coalesce(end_reason, ${reason})
        WHERE id = ${id} AND account_id = ${accountId} AND expires_at > ${now}`.execute(db);
      return numAffectedRows === 1n;
    },
    /** Ends an account's sessions and answers every one that has not expired, also those that had ended before. */
    async endAll(accountId: string, reason: EndReason, now: Date, except: string | null = null): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        UPDATE auth_sessions SET ended_at = coalesce(ended_at, ${now}), end_reason = coalesce(end_reason, ${reason})
        WHERE account_id = ${accountId} AND expires_at > ${now} AND id IS DISTINCT FROM ${except}::uuid RETURNING id`.execute(db);
      return rows.map((row) => row.id);
    },
    /** An account's sessions that have not expired, ended or not. */
    async unexpired(accountId: string, now: Date): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM auth_sessions WHERE account_id = ${accountId} AND expires_at > ${now}`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Deletes an account's sessions with their tokens. */
    async deleteAll(accountId: string): Promise<void> {
      await sql`DELETE FROM auth_sessions WHERE account_id = ${accountId}`.execute(db);
    },
    /** Deletes sessions, with their tokens, that expired before a moment; answers which. */
    async purge(before: Date, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        DELETE FROM auth_sessions WHERE id IN (SELECT id FROM auth_sessions WHERE expires_at < ${before} LIMIT ${limit}) RETURNING id`.execute(
        db,
      );
      return rows.map((row) => row.id);
    },
  };
}
