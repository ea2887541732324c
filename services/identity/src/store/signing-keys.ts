import { type Database, takeLock } from "@oneheart/kernel";

export interface SigningKeyRow {
  kid: string;
  public_jwk: Record<string, unknown>;
  private_sealed: string;
  created_at: Date;
  retired_at: Date | null;
}

/** The keys that sign access tokens; at most one is not retired. */
export function signingKeyStore({ db }: { db: Database }) {
  const tables = db.withTables<{ signing_keys: SigningKeyRow }>();

  return {
    /** Lets one transaction at a time replace the key. */
    async lock(): Promise<void> {
      await takeLock(db, "identity.signing_key");
    },
    active: () => tables.selectFrom("signing_keys").selectAll().where("retired_at", "is", null).executeTakeFirst(),
    async replace(key: SigningKeyRow): Promise<void> {
      await tables.updateTable("signing_keys").set({ retired_at: key.created_at }).where("retired_at", "is", null).execute();
      await tables
        .insertInto("signing_keys")
        .values({ ...key, public_jwk: JSON.stringify(key.public_jwk) as never })
        .execute();
    },
    /** Public keys of tokens that may still be good, the newest first. */
    publicSince: (retiredAfter: Date) =>
      tables
        .selectFrom("signing_keys")
        .select("public_jwk")
        .where((row) => row.or([row("retired_at", "is", null), row("retired_at", ">", retiredAfter)]))
        .orderBy("created_at", "desc")
        .limit(100)
        .execute(),
  };
}
