import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Fulfilment } from "../rules/offer.ts";
import { when } from "./rewards.ts";

type RedemptionStatus = "held" | "fulfilled" | "cancelled" | "expired" | "refunded";

export interface RedemptionRow {
  id: string;
  player_id: string;
  reward_id: string;
  hold_id: string;
  status: RedemptionStatus;
  name: string;
  category: string;
  price_tokens: bigint;
  fulfilment: Fulfilment;
  expires_at: Date | null;
  resolved_at: Date | null;
  cancel_reason: string | null;
  created_at: Date;
}

const columns = sql`id, player_id, reward_id, hold_id, status, name, category, price_tokens, fulfilment, expires_at, resolved_at,
  cancel_reason, created_at`;
const purchasesMax = 100;

/** Every SQL statement over redemptions. */
export function redemptionStore({ db }: { db: Database }) {
  return {
    /** Takes one from the stock of its reward, too. */
    async add(row: RedemptionRow): Promise<void> {
      await sql`
        WITH taken AS (UPDATE rewards SET quantity = quantity - 1 WHERE id = ${row.reward_id})
        INSERT INTO redemptions (id, player_id, reward_id, hold_id, status, name, category, price_tokens, fulfilment, expires_at, created_at)
        VALUES (${row.id}, ${row.player_id}, ${row.reward_id}, ${row.hold_id}, ${row.status}, ${row.name}, ${row.category},
          ${row.price_tokens}, ${row.fulfilment}, ${row.expires_at}, ${row.created_at})`.execute(db);
    },
    async find(id: string): Promise<RedemptionRow | undefined> {
      const { rows } = await sql<RedemptionRow>`SELECT ${columns} FROM redemptions WHERE id = ${id}`.execute(db);
      return rows[0];
    },
    async lock(id: string): Promise<RedemptionRow | undefined> {
      const { rows } = await sql<RedemptionRow>`SELECT ${columns} FROM redemptions WHERE id = ${id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    async resolve(
      id: string,
      end: { status: "fulfilled" | "cancelled" | "expired"; resolved_at: Date; cancel_reason: string | null },
    ): Promise<void> {
      await sql`
        UPDATE redemptions SET status = ${end.status}, resolved_at = ${end.resolved_at}, cancel_reason = ${end.cancel_reason}
        WHERE id = ${id}`.execute(db);
    },
    async refund(id: string, { reason, transaction_id, at }: { reason: string; transaction_id: string; at: Date }): Promise<void> {
      await sql`
        UPDATE redemptions SET status = 'refunded', cancel_reason = ${reason}, refunded_at = ${at}, refund_transaction_id = ${transaction_id}
        WHERE id = ${id}`.execute(db);
    },
    /** The ledger transaction that burned what a redemption held. */
    async burnOf(hold_id: string): Promise<string | undefined> {
      const { rows } = await sql<{ transaction_id: string }>`
        SELECT transaction_id FROM ledger_hold_resolutions WHERE hold_id = ${hold_id} AND outcome = 'captured'`.execute(db);
      return rows[0]?.transaction_id;
    },
    async list(page: { limit: number; before?: string; player_id?: string; status?: string }): Promise<RedemptionRow[]> {
      const { rows } = await sql<RedemptionRow>`
        SELECT ${columns} FROM redemptions
        WHERE ${when(page.player_id, (player_id) => sql`player_id = ${player_id}`)}
          AND ${when(page.status, (status) => sql`status = ${status}`)}
          AND ${when(page.before, (before) => sql`id < ${before}`)}
        ORDER BY id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    /** When a player redeemed a reward, newest first, as far as it counts against a limit. The caller holds the reward's lock. */
    async momentsOf(
      { reward_id, player_id }: { reward_id: string; player_id: string },
      since: Date | undefined,
      limit: number,
    ): Promise<Date[]> {
      const { rows } = await sql<{ created_at: Date }>`
        SELECT created_at FROM redemptions
        WHERE reward_id = ${reward_id} AND player_id = ${player_id} AND status IN ('held', 'fulfilled')
          AND ${since === undefined ? sql`true` : sql`created_at > ${since}`}
        ORDER BY created_at DESC LIMIT ${limit}`.execute(db);
      return rows.map((row) => row.created_at);
    },
    /** What players have or are about to get, the newest of each first. */
    async purchasesOf(player_ids: readonly string[]): Promise<RedemptionRow[]> {
      const { rows } = await sql<RedemptionRow>`
        SELECT latest.* FROM unnest(${player_ids}::uuid[]) AS player (id), LATERAL (
          SELECT ${columns} FROM redemptions WHERE player_id = player.id AND status IN ('held', 'fulfilled')
          ORDER BY id DESC LIMIT ${purchasesMax}) AS latest`.execute(db);
      return rows;
    },
    async heldOf(player_id: string, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM redemptions WHERE player_id = ${player_id} AND status = 'held' ORDER BY id LIMIT ${limit}`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Those that were not collected in time, the longest overdue first. */
    async overdue(now: Date, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM redemptions WHERE status = 'held' AND expires_at <= ${now} ORDER BY expires_at LIMIT ${limit}`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Why redemptions were given back, in an administrator's words, which may speak of the person. */
    async forgetReasons(player_id: string): Promise<void> {
      await sql`
        UPDATE redemptions SET cancel_reason = 'erased' WHERE player_id = ${player_id} AND cancel_reason IS NOT NULL`.execute(db);
    },
  };
}
