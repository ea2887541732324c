import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Measure } from "../rules/action-figures.ts";
import type { Correction, Entry, Known } from "../rules/entries.ts";

/** Sums of entries, and the position of the last one. */
export interface Totals {
  position: bigint;
  actions: bigint;
  minutes: bigint;
  people: bigint;
  /** Entries that say something of them. */
  minutes_entries: bigint;
  people_entries: bigint;
}

/** A line of what a figure is made of. */
export interface EntryLine {
  position: bigint;
  amount: number;
  kind: string;
  at: Date;
  ledger_id: string | null;
  action_id: string;
  mission_id: string;
  zone_id: string;
}

/** What entries are asked for: up to a position, and of some days where these are named. */
export interface EntryRange {
  upto: number;
  from?: string;
  to?: string;
}

const entryColumns = sql`position::float8 AS position, kind, action_id, ends::float8 AS ends, player_no, mission_id, zone_id, mission_type,
  day::text AS day, actions, minutes, people, xp::float8 AS xp, tokens::float8 AS tokens, credits_minor::float8 AS credits_minor, ledger_id, at`;
const recordset = sql`AS e (position bigint, kind text, action_id uuid, ends bigint, player_no int, mission_id uuid, zone_id uuid,
  mission_type text, day date, actions smallint, minutes int, people int, xp bigint, tokens bigint, credits_minor bigint, ledger_id uuid,
  at timestamptz)`;

/** Every SQL statement over entries and their sums. */
export function entryStore(db: Database) {
  return {
    /** The last position; nobody else counts until the end of the transaction. */
    async lock(): Promise<number> {
      const { rows } = await sql<{ position: bigint }>`SELECT position FROM analytics_totals FOR UPDATE`.execute(db);
      return Number(rows[0]!.position);
    },
    /** Actions that stand, by zone and window of days. */
    async zoneWindows(asked: { zone_ids: readonly string[]; from: string; days: number; windows: number }) {
      const { rows } = await sql<{ zone_id: string; window: number; actions: number }>`
        SELECT zone_id, (day - ${asked.from}::date) / ${asked.days}::int AS window, sum(actions)::int AS actions FROM analytics_days
        WHERE zone_id = ANY(${asked.zone_ids}::uuid[]) AND day >= ${asked.from}::date
          AND day < ${asked.from}::date + ${asked.days}::int * ${asked.windows}::int
        GROUP BY 1, 2`.execute(db);
      return rows;
    },
    /** What is known of actions. */
    async known(action_ids: readonly string[]): Promise<Map<string, Known>> {
      const { rows } = await sql<{ action_id: string; entries: Entry[]; waiting: Correction[] }>`
        SELECT asked.action_id, (
          SELECT coalesce(json_agg(e ORDER BY e.position), '[]')
          FROM (SELECT ${entryColumns} FROM analytics_entries WHERE action_id = asked.action_id) e
        ) AS entries, (
          SELECT coalesce(json_agg(w), '[]')
          FROM (SELECT action_id, kind, ledger_id, at FROM analytics_waiting WHERE action_id = asked.action_id) w
        ) AS waiting
        FROM unnest(${action_ids}::uuid[]) AS asked (action_id)`.execute(db);
      return new Map(rows.map(({ action_id, entries, waiting }) => [action_id, { entries, waiting }]));
    },
    /** Adds entries, and their part of every sum. */
    async add(entries: readonly Entry[]): Promise<void> {
      if (entries.length === 0) return;
      await sql`
        WITH new AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) ${recordset}), days AS (
          INSERT INTO analytics_days AS d (day, zone_id, mission_type, entries, actions, minutes, people, xp, tokens, credits_minor)
          SELECT day, zone_id, mission_type, count(*), sum(actions), sum(minutes), sum(people), sum(xp), sum(tokens), sum(credits_minor)
          FROM new GROUP BY day, zone_id, mission_type ORDER BY day, zone_id, mission_type
          ON CONFLICT (day, zone_id, mission_type) DO UPDATE SET entries = d.entries + excluded.entries, actions = d.actions + excluded.actions,
            minutes = d.minutes + excluded.minutes, people = d.people + excluded.people, xp = d.xp + excluded.xp,
            tokens = d.tokens + excluded.tokens, credits_minor = d.credits_minor + excluded.credits_minor
        ), totals AS (
          UPDATE analytics_totals t SET position = t.position + sum.entries, actions = t.actions + sum.actions,
            minutes = t.minutes + sum.minutes, people = t.people + sum.people, xp = t.xp + sum.xp, tokens = t.tokens + sum.tokens,
            credits_minor = t.credits_minor + sum.credits_minor, minutes_entries = t.minutes_entries + sum.minutes_entries,
            people_entries = t.people_entries + sum.people_entries
          FROM (SELECT count(*) AS entries, count(*) FILTER (WHERE minutes <> 0) AS minutes_entries,
            count(*) FILTER (WHERE people <> 0) AS people_entries, sum(actions) AS actions, sum(minutes) AS minutes, sum(people) AS people, sum(xp) AS xp,
            sum(tokens) AS tokens, sum(credits_minor) AS credits_minor FROM new) AS sum
        )
        INSERT INTO analytics_entries (position, kind, action_id, ends, player_no, mission_id, zone_id, mission_type, day, actions, minutes,
          people, xp, tokens, credits_minor, ledger_id, at)
        SELECT position, kind, action_id, ends, player_no, mission_id, zone_id, mission_type, day, actions, minutes,
          people, xp, tokens, credits_minor, ledger_id, at FROM new`.execute(db);
    },
    /** What waits of each action from now on; `waited` says whether anything of them waited before. */
    async setWaiting(waiting: ReadonlyMap<string, readonly Correction[]>, waited: boolean): Promise<void> {
      const rows = [...waiting.values()].flat();
      if (waited) await sql`DELETE FROM analytics_waiting WHERE action_id = ANY(${[...waiting.keys()]}::uuid[])`.execute(db);
      if (rows.length === 0) return;
      await sql`
        INSERT INTO analytics_waiting (action_id, kind, ledger_id, at)
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w (action_id uuid, kind text, ledger_id uuid, at timestamptz)`.execute(
        db,
      );
    },
    async totals(): Promise<Totals> {
      const { rows } =
        await sql<Totals>`SELECT position, actions, minutes, people, minutes_entries, people_entries FROM analytics_totals`.execute(db);
      return rows[0]!;
    },
    /** The first day on which anything was done, `YYYY-MM-DD`; null before there was anything. */
    async firstDay(): Promise<string | null> {
      return (await sql<{ day: string | null }>`SELECT min(day)::text AS day FROM analytics_days`.execute(db)).rows[0]!.day;
    },
    /** The lines of a figure, newest first. Lines that add nothing to it are none of it. */
    async lines(measure: Measure, range: EntryRange, before: number | undefined, limit: number): Promise<EntryLine[]> {
      const { rows } = await sql<EntryLine>`
        SELECT position, ${sql.ref(measure)}::float8 AS amount, kind, at, ledger_id, action_id, mission_id, zone_id FROM analytics_entries
        WHERE position < ${before ?? range.upto + 1} AND ${inRange(range)} AND ${sql.ref(measure)} <> 0
        ORDER BY position DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** What all lines come to. Of all days: what the sums are now, less what came since. */
    async sum(measure: Measure, range: EntryRange): Promise<number> {
      if (range.from !== undefined || range.to !== undefined) return sumOfDays(measure, range);
      const { rows } = await sql<{ amount: number }>`
        SELECT (t.${sql.ref(measure)} - (SELECT coalesce(sum(e.${sql.ref(measure)}), 0) FROM analytics_entries e WHERE e.position > ${range.upto}))::float8
          AS amount FROM analytics_totals t`.execute(db);
      return rows[0]!.amount;
    },
  };

  async function sumOfDays(measure: Measure, range: EntryRange): Promise<number> {
    const { rows } = await sql<{ amount: number }>`
      SELECT coalesce(sum(${sql.ref(measure)}), 0)::float8 AS amount FROM analytics_entries WHERE ${inRange(range)}`.execute(db);
    return rows[0]!.amount;
  }
}

function inRange({ upto, from, to }: EntryRange): RawBuilder<unknown> {
  return sql`position <= ${upto} AND ${from === undefined ? sql`true` : sql`day >= ${from}::date`} AND ${to === undefined ? sql`true` : sql`day <= ${to}::date`}`;
}
