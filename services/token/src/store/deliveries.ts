import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface DeliveryRow {
  attempts: number;
  last_status: number | null;
  last_error: string | null;
  delivered_at: Date | null;
}

/** Which call about which redemption. */
export interface DeliveryKey {
  redemption_id: string;
  kind: "created" | "cancelled";
}

/** Every SQL statement over calls to partners' servers. */
export function deliveryStore({ db }: { db: Database }) {
  return {
    async find({ redemption_id, kind }: DeliveryKey): Promise<DeliveryRow | undefined> {
      const { rows } = await sql<DeliveryRow>`
        SELECT attempts, last_status, last_error, delivered_at FROM reward_deliveries
        WHERE redemption_id = ${redemption_id} AND kind = ${kind}`.execute(db);
      return rows[0];
    },
    /** Noted before the call is made, so that a cancellation knows that the partner may have heard. */
    async begin({ redemption_id, kind }: DeliveryKey): Promise<void> {
      await sql`
        INSERT INTO reward_deliveries AS d (redemption_id, kind, attempts) VALUES (${redemption_id}, ${kind}, 1)
        ON CONFLICT (redemption_id, kind) DO UPDATE SET attempts = d.attempts + 1`.execute(db);
    },
    async end({ redemption_id, kind }: DeliveryKey, end: Omit<DeliveryRow, "attempts">): Promise<void> {
      await sql`
        UPDATE reward_deliveries SET last_status = ${end.last_status}, last_error = ${end.last_error?.slice(0, 300) ?? null},
          delivered_at = coalesce(delivered_at, ${end.delivered_at})
        WHERE redemption_id = ${redemption_id} AND kind = ${kind}`.execute(db);
    },
  };
}
