import type { CampaignStatus, Matching, Milestones } from "@oneheart/contracts";
import { type Database, lastId, takeLock } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { StaggeredPlan } from "../rules/start-order.ts";

/** What a campaign's money is doing. */
export interface FundsRow {
  funded_minor: bigint;
  locked_minor: bigint;
  reserved_minor: bigint;
  spent_minor: bigint;
  refunded_minor: bigint;
  match_minor: bigint;
  matched_minor: bigint;
  actions: bigint;
}

export interface NewCampaign {
  id: string;
  organisation_id: string;
  title: string;
  zone_ids: string[];
  mission_ids: string[];
  starts_at: Date;
  ends_at: Date;
  budget_minor: bigint;
  currency: string;
  rate_tokens: bigint;
  rate_minor: bigint;
  local_bps: number;
  national_bps: number;
  global_bps: number;
  matching: Matching | null;
  milestones: Milestones | null;
  staggered_start: StaggeredPlan | null;
  /** The leaf of the log that decides the order of the starts. */
  draw_leaf: number | null;
  status: CampaignStatus;
  created_at: Date;
  version: number;
}

export type CampaignRow = NewCampaign & FundsRow;

const columns = sql`c.id, c.organisation_id, c.title, c.zone_ids, c.mission_ids, c.starts_at, c.ends_at, c.budget_minor, c.currency, c.rate_tokens,
  c.rate_minor, c.local_bps, c.national_bps, c.global_bps, c.matching, c.milestones, c.staggered_start, c.draw_leaf::float8 AS draw_leaf, c.status, c.created_at, c.version,
  f.funded_minor, f.locked_minor, f.reserved_minor, f.spent_minor, f.refunded_minor, f.match_minor, f.matched_minor, f.actions`;
const from = sql`sponsor_campaigns c JOIN sponsor_funds f ON f.campaign_id = c.id`;

/** Every SQL statement about campaigns and the state of their money. */
export function campaignStore({ db }: { db: Database }) {
  const one = async (query: RawBuilder<CampaignRow>) => (await query.execute(db)).rows[0];
  return {
    async add(row: NewCampaign): Promise<void> {
      const { matching, milestones, staggered_start, ...plain } = row;
      const terms = { matching: jsonOf(matching), milestones: jsonOf(milestones), staggered_start: jsonOf(staggered_start) };
      await db
        .withTables<{ sponsor_campaigns: Omit<NewCampaign, keyof typeof terms> & Record<keyof typeof terms, unknown> }>()
        .insertInto("sponsor_campaigns")
        .values({ ...plain, ...terms })
        .execute();
      await sql`INSERT INTO sponsor_funds (campaign_id) VALUES (${row.id})`.execute(db);
    },
    find: (id: string) => one(sql`SELECT ${columns} FROM ${from} WHERE c.id = ${id}`),
    /** Those of organisations that somebody is a member of; of all for `player_id` null. */
    async findAll(ids: readonly string[], player_id: string | null): Promise<CampaignRow[]> {
      const { rows } = await sql<CampaignRow>`
        SELECT ${columns} FROM ${from} WHERE c.id = ANY(${ids}::uuid[]) AND (${player_id}::uuid IS NULL OR EXISTS (
          SELECT FROM sponsor_members s WHERE s.organisation_id = c.organisation_id AND s.player_id = ${player_id}))`.execute(db);
      return rows;
    },
    /** Locks the campaign and its money. */
    lock: (id: string) => one(sql`SELECT ${columns} FROM ${from} WHERE c.id = ${id} FOR NO KEY UPDATE`),
    /** Those whose money waits for milestones; their funds are locked by the caller. */
    async withLockedMoney(ids: readonly string[]): Promise<CampaignRow[]> {
      const { rows } = await sql<CampaignRow>`
        SELECT ${columns} FROM ${from} WHERE c.id = ANY(${ids}::uuid[]) AND c.milestones IS NOT NULL AND f.locked_minor > 0`.execute(db);
      return rows;
    },
    async known(ids: readonly string[]): Promise<Set<string>> {
      const { rows } = await sql<{ id: string }>`SELECT id FROM sponsor_campaigns WHERE id = ANY(${ids}::uuid[])`.execute(db);
      return new Set(rows.map(({ id }) => id));
    },
    /** Those of organisations that a person belongs to; of all when `player_id` is null. */
    async list(page: {
      player_id: string | null;
      organisation_id: string | undefined;
      before: string | undefined;
      limit: number;
    }): Promise<CampaignRow[]> {
      const { rows } = await sql<CampaignRow>`
        SELECT ${columns} FROM ${from}
        WHERE (${page.player_id}::uuid IS NULL OR c.organisation_id IN (SELECT organisation_id FROM sponsor_members WHERE player_id = ${page.player_id}))
          AND ${page.organisation_id === undefined ? sql`true` : sql`c.organisation_id = ${page.organisation_id}`}
          AND c.id < ${page.before ?? lastId}::uuid
        ORDER BY c.id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    async ofOrganisation(organisation_id: string): Promise<CampaignRow[]> {
      const { rows } = await sql<CampaignRow>`
        SELECT ${columns} FROM ${from} WHERE c.organisation_id = ${organisation_id} ORDER BY c.id DESC`.execute(db);
      return rows;
    },
    /** One of the same organisation that funds some of the same at the same time. Others of the organisation wait. */
    async overlapping(row: NewCampaign): Promise<string | undefined> {
      await takeLock(db, "sponsor.campaigns", row.organisation_id);
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM sponsor_campaigns WHERE organisation_id = ${row.organisation_id} AND status <> 'ended' AND id <> ${row.id}
          AND starts_at < ${row.ends_at} AND ends_at > ${row.starts_at}
          AND (zone_ids && ${row.zone_ids}::uuid[] OR mission_ids && ${row.mission_ids}::uuid[]) ORDER BY id LIMIT 1`.execute(db);
      return rows[0]?.id;
    },
    async update(row: NewCampaign): Promise<void> {
      await sql`
        UPDATE sponsor_campaigns SET title = ${row.title}, zone_ids = ${row.zone_ids}::uuid[], mission_ids = ${row.mission_ids}::uuid[],
          starts_at = ${row.starts_at}, ends_at = ${row.ends_at}, budget_minor = ${row.budget_minor}, status = ${row.status},
          version = ${row.version} WHERE id = ${row.id}`.execute(db);
    },
    /** Writes what became of a campaign's money; its row is locked. */
    async saveFunds(campaign_id: string, funds: FundsRow): Promise<void> {
      await sql`
        UPDATE sponsor_funds SET funded_minor = ${funds.funded_minor}, locked_minor = ${funds.locked_minor},
          reserved_minor = ${funds.reserved_minor}, spent_minor = ${funds.spent_minor}, refunded_minor = ${funds.refunded_minor},
          match_minor = ${funds.match_minor}, matched_minor = ${funds.matched_minor}, actions = ${funds.actions}
        WHERE campaign_id = ${campaign_id}`.execute(db);
    },
    async currencies(): Promise<string[]> {
      const { rows } = await sql<{ code: string }>`
        SELECT code FROM ledger_assets WHERE code NOT IN ('XP', 'HEART', 'CREDIT') ORDER BY code`.execute(db);
      return rows.map(({ code }) => code);
    },
  };
}

function jsonOf(value: unknown): unknown {
  return value === null ? null : sql`${JSON.stringify(value)}::jsonb`;
}
