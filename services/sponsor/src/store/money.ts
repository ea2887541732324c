import { type Database, lastId } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import { places } from "./position.ts";

export interface ContributionRow {
  id: string;
  campaign_id: string;
  source: "organisation" | "supporter";
  player_id: string | null;
  amount_minor: bigint;
  method: "transfer" | "card";
  status: "pending" | "paid" | "cancelled";
  reference: string;
  entered_by: Buffer;
  confirmed_by: Buffer | null;
  ledger_transaction_id: string | null;
  matched_minor: bigint;
  created_at: Date;
  paid_at: Date | null;
}

const columns = sql`t.id, t.campaign_id, t.source, t.player_id, t.amount_minor, t.method, t.status, t.reference, t.entered_by, t.confirmed_by,
  t.ledger_transaction_id, t.matched_minor, t.created_at, t.paid_at`;

/** Every SQL statement about contributions, refunds and what payment providers told. */
export function moneyStore({ db }: { db: Database }) {
  const one = async <Row>(query: RawBuilder<Row>) => (await query.execute(db)).rows[0];
  return {
    async add(row: ContributionRow): Promise<void> {
      await db.withTables<{ sponsor_contributions: ContributionRow }>().insertInto("sponsor_contributions").values(row).execute();
    },
    find: (id: string) => one(sql<ContributionRow>`SELECT ${columns} FROM sponsor_contributions t WHERE t.id = ${id}`),
    lock: (id: string) => one(sql<ContributionRow>`SELECT ${columns} FROM sponsor_contributions t WHERE t.id = ${id} FOR NO KEY UPDATE`),
    async list(campaign_id: string, page: { before: string | undefined; limit: number }): Promise<ContributionRow[]> {
      const { rows } = await sql<ContributionRow>`
        SELECT ${columns} FROM sponsor_contributions t WHERE t.campaign_id = ${campaign_id} AND t.id < ${page.before ?? lastId}::uuid
        ORDER BY t.id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    /** What was given and is on its way, of the organisation itself. */
    async given(campaign_id: string): Promise<bigint> {
      const row = await one(sql<{ sum: bigint }>`
        SELECT coalesce(sum(amount_minor), 0)::bigint AS sum FROM sponsor_contributions
        WHERE campaign_id = ${campaign_id} AND status <> 'cancelled'`);
      return row!.sum;
    },
    async matchedOf(campaign_id: string, player_id: string): Promise<bigint> {
      const row = await one(sql<{ sum: bigint }>`
        SELECT coalesce(sum(matched_minor), 0)::bigint AS sum FROM sponsor_contributions
        WHERE campaign_id = ${campaign_id} AND player_id = ${player_id}`);
      return row!.sum;
    },
    async pay(row: Pick<ContributionRow, "id" | "confirmed_by" | "ledger_transaction_id" | "matched_minor" | "paid_at">): Promise<void> {
      await sql`
        WITH ${places(1)}
        UPDATE sponsor_contributions SET status = 'paid', confirmed_by = ${row.confirmed_by}, matched_minor = ${row.matched_minor},
          ledger_transaction_id = ${row.ledger_transaction_id}, paid_at = ${row.paid_at}, position = places.before + 1
        FROM places WHERE id = ${row.id}`.execute(db);
    },
    async cancel(id: string): Promise<void> {
      await sql`UPDATE sponsor_contributions SET status = 'cancelled' WHERE id = ${id}`.execute(db);
    },
    async addRefund(row: { id: string; campaign_id: string; amount_minor: bigint; ledger_transaction_id: string; created_at: Date }) {
      await sql`
        INSERT INTO sponsor_refunds (id, campaign_id, amount_minor, ledger_transaction_id, created_at)
        VALUES (${row.id}, ${row.campaign_id}, ${row.amount_minor}, ${row.ledger_transaction_id}, ${row.created_at})`.execute(db);
    },
    /** Notes an event of a provider; false when it came before. */
    async noteEvent(event: { event_id: string; type: string; contribution_id: string | null; received_at: Date }): Promise<boolean> {
      const noted = await sql`
        INSERT INTO sponsor_payment_events (provider, event_id, type, contribution_id, received_at)
        VALUES ('stripe', ${event.event_id}, ${event.type}, ${event.contribution_id}, ${event.received_at})
        ON CONFLICT DO NOTHING`.execute(db);
      return noted.numAffectedRows === 1n;
    },
    async forget(player_id: string): Promise<void> {
      await sql`UPDATE sponsor_contributions SET player_id = NULL WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
