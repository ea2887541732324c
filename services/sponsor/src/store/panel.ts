import type { SponsorMeasure } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";

/** What entries come to. */
export interface Sums {
  entries: bigint;
  action_parts: bigint;
  people_parts: bigint;
  spent_minor: bigint;
}

/** Which entries count. */
export interface Scope {
  campaign_ids: readonly string[];
  zone_id?: string;
  from?: string;
  to?: string;
}

export type Step = "day" | "week" | "month";

/** Everything a panel shows, as of one moment: the whole (no key), each zone, each period by its first day. */
export interface Overview {
  position: number;
  total: Sums;
  zones: Array<Sums & { key: string }>;
  periods: Array<Sums & { key: string }>;
}

/** A campaign's whole spending with what came in, and what its past days are like. */
export interface Spending extends Sums {
  campaign_id: string;
  funded_minor: bigint;
  contributions: bigint;
  /** Of the days before today: what was spent on them, and the sum of the squares. */
  past_minor: bigint;
  past_squares: number;
}

export interface EntryLine {
  position: bigint;
  amount: bigint;
  kind: string;
  at: Date;
  ledger_id: string | null;
  action_id: string | null;
  mission_id: string | null;
  zone_id: string | null;
}

type Place = { position: number; sums: Sums };

const measureColumn = { spent: sql`spent_minor`, actions: sql`action_parts`, people: sql`people_parts` } as const satisfies Record<
  SponsorMeasure,
  RawBuilder<unknown>
>;
const sums = sql`coalesce(sum(entries), 0)::bigint AS entries, coalesce(sum(action_parts), 0)::bigint AS action_parts,
  coalesce(sum(people_parts), 0)::bigint AS people_parts, coalesce(sum(spent_minor), 0)::bigint AS spent_minor`;
/** What a contribution adds to what a campaign can spend. */
const funding = sql`CASE WHEN g.source = 'supporter' OR c.matching IS NULL THEN g.amount_minor ELSE 0 END + g.matched_minor`;

/** Every SQL statement of sponsors' figures. Each of them reads sums and position in one statement, so that they belong together. */
export function panelStore({ db }: { db: Database }) {
  return {
    async overview(scope: Scope, step: Step): Promise<Overview> {
      const { rows } = await sql<Sums & { position: bigint; scope: "total" | "zone" | "period"; key: string | null }>`
        SELECT p.position, s.* FROM sponsor_position p CROSS JOIN (
          SELECT CASE GROUPING(zone_id, period) WHEN 3 THEN 'total' WHEN 1 THEN 'zone' ELSE 'period' END AS scope,
            coalesce(zone_id::text, period::text) AS key, ${sums}
          FROM (SELECT *, date_trunc(${step}, day)::date AS period FROM campaign_days WHERE ${inScope(scope)}) d
          GROUP BY GROUPING SETS ((), (zone_id), (period)) ORDER BY key
        ) s`.execute(db);
      const of = (kind: string) => rows.filter((row): row is typeof row & { key: string } => row.scope === kind);
      const [total] = rows.filter((row) => row.scope === "total") as [(typeof rows)[number]];
      return { position: Number(total.position), total, zones: of("zone"), periods: of("period") };
    },
    /** As far as it was known at the same moment: both statements run in a snapshot of the caller's. */
    async spending(campaign_ids: readonly string[], today: string): Promise<Spending[]> {
      const { rows } = await sql<Spending>`
        SELECT f.campaign_id, f.funded_minor, ${sums}, coalesce(sum(d.spent_minor) FILTER (WHERE d.day < ${today}::date), 0)::bigint AS past_minor,
          coalesce(sum(d.spent_minor::float8 ^ 2) FILTER (WHERE d.day < ${today}::date), 0)::float8 AS past_squares,
          (SELECT count(*) FROM sponsor_contributions g JOIN sponsor_campaigns c ON c.id = g.campaign_id
            WHERE g.campaign_id = f.campaign_id AND g.position IS NOT NULL AND ${funding} <> 0) AS contributions
        FROM (SELECT campaign_id, funded_minor FROM sponsor_funds WHERE campaign_id = ANY(${campaign_ids}::uuid[])) f LEFT JOIN (
          SELECT campaign_id, day, ${sums} FROM campaign_days WHERE campaign_id = ANY(${campaign_ids}::uuid[]) GROUP BY campaign_id, day
        ) d USING (campaign_id) GROUP BY f.campaign_id, f.funded_minor`.execute(db);
      return rows;
    },
    /** The newest place, and what the entries up to another place come to: the sums of now, less what came since. */
    async sumsAt(scope: Scope, upto: number): Promise<Place> {
      const { rows } = await sql<Sums & { position: bigint }>`
        SELECT p.position, d.entries - e.entries AS entries, d.action_parts - e.action_parts AS action_parts,
          d.people_parts - e.people_parts AS people_parts, d.spent_minor - e.spent_minor AS spent_minor
        FROM sponsor_position p CROSS JOIN (SELECT ${sums} FROM campaign_days WHERE ${inScope(scope)}) d
        CROSS JOIN (
          SELECT ${sums} FROM (SELECT 1 AS entries, x.* FROM (${entriesIn(scope, sql`> ${upto}::bigint`)}) x) since
        ) e`.execute(db);
      const { position, ...of } = rows[0]!;
      return { position: Number(position), sums: of };
    },
    /** The entries before a place, newest first. */
    async lines(measure: SponsorMeasure, scope: Scope, before: number, limit: number): Promise<EntryLine[]> {
      const { rows } = await sql<EntryLine>`
        SELECT position, ${measureColumn[measure]} AS amount, kind, at, ${measure === "spent" ? sql`money_id` : sql`coalesce(award_id, money_id)`} AS ledger_id,
          action_id, mission_id, zone_id
        FROM (${entriesIn(scope, sql`< ${before}::bigint`)}) x ORDER BY position DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** What came in for a campaign up to a place, and the newest place. */
    async fundedAt(campaign_id: string, upto: number): Promise<{ position: number; funded_minor: bigint; contributions: bigint }> {
      const { rows } = await sql<{ position: bigint; funded_minor: bigint; contributions: bigint }>`
        SELECT p.position, coalesce(sum(x.amount), 0)::bigint AS funded_minor, count(x.amount) AS contributions
        FROM sponsor_position p LEFT JOIN (
          SELECT ${funding} AS amount FROM sponsor_contributions g JOIN sponsor_campaigns c ON c.id = g.campaign_id
          WHERE g.campaign_id = ${campaign_id} AND g.position <= ${upto} AND ${funding} <> 0
        ) x ON true GROUP BY p.position`.execute(db);
      return { ...rows[0]!, position: Number(rows[0]!.position) };
    },
    async moneyLines(campaign_id: string, before: number, limit: number): Promise<EntryLine[]> {
      const { rows } = await sql<EntryLine>`
        SELECT g.position, ${funding} AS amount, 'sponsor.contribution' AS kind, g.paid_at AS at, g.ledger_transaction_id AS ledger_id,
          NULL AS action_id, NULL AS mission_id, NULL AS zone_id
        FROM sponsor_contributions g JOIN sponsor_campaigns c ON c.id = g.campaign_id
        WHERE g.campaign_id = ${campaign_id} AND g.position < ${before}::bigint AND ${funding} <> 0 ORDER BY g.position DESC LIMIT ${limit}`.execute(
        db,
      );
      return rows;
    },
  };
}

function inScope({ campaign_ids, ...where }: Scope, of = sql``): RawBuilder<unknown> {
  return sql`${of}campaign_id = ANY(${campaign_ids}::uuid[]) AND ${placeAndDays(where, of)}`;
}

function placeAndDays({ zone_id, from, to }: Omit<Scope, "campaign_ids">, of: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${zone_id === undefined ? sql`true` : sql`${of}zone_id = ${zone_id}::uuid`}
    AND ${from === undefined ? sql`true` : sql`${of}day >= ${from}::date`} AND ${to === undefined ? sql`true` : sql`${of}day <= ${to}::date`}`;
}

/** What was paid for and what was corrected, on the day of the action. `bound` says which places. */
function entriesIn(scope: Scope, bound: RawBuilder<unknown>): RawBuilder<unknown> {
  const a = sql`a.`;
  return sql`
    SELECT a.position, 'sponsor.draw' AS kind, a.recorded_at AS at, a.parts::bigint AS action_parts,
      a.parts::bigint * a.people_reached AS people_parts, a.amount_minor AS spent_minor, a.award_id, a.draw_id AS money_id, a.action_id,
      a.mission_id, a.zone_id
    FROM campaign_actions a WHERE a.position ${bound} AND ${inScope(scope, a)}
    UNION ALL
    SELECT k.position, 'sponsor.draw_' || k.kind, k.recorded_at, s.sign * a.parts, s.sign * a.parts * a.people_reached, k.amount_minor,
      NULL, k.ledger_transaction_id, a.action_id, a.mission_id, a.zone_id
    FROM campaign_corrections k JOIN campaign_actions a ON a.action_id = k.action_id AND a.campaign_id = k.campaign_id
    CROSS JOIN LATERAL (SELECT CASE k.kind WHEN 'reversal' THEN -1::bigint ELSE 1 END AS sign) s
    WHERE k.position ${bound} AND ${inScope(scope, a)}`;
}
