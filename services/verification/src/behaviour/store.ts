import type { Database } from "@oneheart/kernel";
import type { Account, Sighting } from "@oneheart/trust";
import { sql } from "kysely";
import type { CaptureFacts } from "../assessment/rules/facts.ts";

export interface CaptureRow {
  proof_id: string;
  player_id: string;
  quest_id: string;
  captured_at: string;
  received_at: string;
  lat: number;
  lng: number;
  accuracy_m: number | null;
}

interface HabitsAsked {
  player_id: string;
  /** The proof that is looked at, which is no habit. */
  proof_id: string;
  /** When it was captured. */
  at: string;
  since: Date;
}

export interface Habits {
  /** Captures of the player next to a moment, up to three on either side. What was rejected may be of anywhere, and is left out. */
  captures: CaptureFacts[];
  /** When the player first sent evidence for each quest since a moment, latest first; with when it was captured. */
  arrivals: Array<{ received_ms: number; captured_ms: number }>;
  /** Cameras of the player's latest proofs, and how often each. */
  cameras: Array<{ camera: string; count: number }>;
  /** How many quests others hand evidence in for, by the hours of the window. */
  cohorts: Map<number, number[]>;
}

interface HabitsRow extends Pick<Habits, "captures" | "cameras"> {
  arrivals: Array<{ received_at: string; captured_at: string }>;
  cohorts: Array<{ window_hours: number; counts: number[] }>;
}

/** A device or address, as identity names it. */
export interface Trace {
  kind: "device" | "address";
  key: string;
}

/** Somebody seen with a device or address. */
export type TraceHolder = Sighting & Account;

const neighboursMax = 3;
const arrivalsMax = 1000;
const holdersMax = 100;
const cohortMax = 2000;

/** Every SQL statement about how players behave. */
export function behaviourStore({ db }: { db: Database }) {
  return {
    async addCaptures(rows: readonly CaptureRow[]): Promise<void> {
      await sql`
        INSERT INTO player_captures (proof_id, player_id, quest_id, captured_at, received_at, lat, lng, accuracy_m)
        SELECT proof_id, player_id, quest_id, captured_at, received_at, lat, lng, accuracy_m
        FROM jsonb_populate_recordset(NULL::player_captures, ${JSON.stringify(rows)}::jsonb)
        ON CONFLICT (proof_id) DO NOTHING`.execute(db);
    },
    /** All that is known of how a player sends evidence. */
    async habits({ player_id, proof_id, at, since }: HabitsAsked): Promise<Habits> {
      const side = (earlier: boolean) => sql`
        (SELECT c.captured_at, c.lat, c.lng, c.accuracy_m FROM player_captures c LEFT JOIN proof_assessments a USING (proof_id)
        WHERE c.player_id = ${player_id} AND c.proof_id <> ${proof_id} AND a.status IS DISTINCT FROM 'rejected'
          AND ${earlier ? sql`c.captured_at <= ${at} ORDER BY c.captured_at DESC` : sql`c.captured_at > ${at} ORDER BY c.captured_at`}
        LIMIT ${neighboursMax})`;
      const { rows } = await sql<HabitsRow>`
        SELECT (
          SELECT coalesce(jsonb_agg(near), '[]') FROM (${side(true)} UNION ALL ${side(false)}) AS near
        ) AS captures, (
          SELECT coalesce(jsonb_agg(quest ORDER BY received_at DESC), '[]') FROM (
            SELECT min(received_at) AS received_at, min(captured_at) AS captured_at FROM (
              SELECT quest_id, received_at, captured_at FROM player_captures WHERE player_id = ${player_id} AND received_at > ${since}
              ORDER BY received_at DESC LIMIT ${arrivalsMax}
            ) AS recent GROUP BY quest_id
          ) AS quest
        ) AS arrivals, (
          SELECT coalesce(jsonb_agg(seen ORDER BY count DESC, camera), '[]') FROM (
            SELECT camera, count(*)::int AS count FROM (
              SELECT facts #>> '{exif,camera}' AS camera FROM proof_assessments
              WHERE player_id = ${player_id} AND proof_id <> ${proof_id} AND status <> 'rejected' ORDER BY proof_id DESC LIMIT 30
            ) AS latest WHERE camera IS NOT NULL GROUP BY camera
          ) AS seen
        ) AS cameras, (
          SELECT coalesce(jsonb_agg(cohort), '[]') FROM (SELECT window_hours, counts FROM pace_cohorts) AS cohort
        ) AS cohorts`.execute(db);
      const { captures, arrivals, cameras, cohorts } = rows[0]!;
      return {
        captures: captures.map((row) => ({ ...row, captured_at: new Date(row.captured_at).toISOString() })),
        arrivals: arrivals.map((row) => ({ received_ms: Date.parse(row.received_at), captured_ms: Date.parse(row.captured_at) })),
        cameras,
        cohorts: new Map(cohorts.map(({ window_hours, counts }) => [window_hours, counts])),
      };
    },
    /** Samples how many quests players handed evidence in for, in each window of the span in which they did at all. */
    async measureCohort(window_hours: number, since: Date, now: Date): Promise<void> {
      await sql`
        INSERT INTO pace_cohorts (window_hours, counts, computed_at)
        SELECT ${window_hours}, coalesce(array_agg(count), '{}'), ${now} FROM (
          SELECT count(DISTINCT quest_id)::int AS count FROM player_captures WHERE received_at > ${since}
          GROUP BY player_id, floor(extract(epoch FROM received_at) / ${window_hours * 3600})
          ORDER BY md5(player_id::text || min(received_at)::text) LIMIT ${cohortMax}
        ) AS sampled
        ON CONFLICT (window_hours) DO UPDATE SET counts = excluded.counts, computed_at = excluded.computed_at`.execute(db);
    },
    /** Notes with which devices and addresses a player was seen. */
    async see(player_id: string, account_created_at: Date, traces: readonly Trace[], received_at: Date): Promise<void> {
      await sql`
        INSERT INTO player_traces AS t (player_id, kind, key, account_created_at, first_received_at, last_seen_at)
        SELECT ${player_id}::uuid, kind, key, ${account_created_at},
          coalesce((SELECT min(received_at) FROM player_captures WHERE player_id = ${player_id}), ${received_at}), ${received_at}
        FROM jsonb_to_recordset(${JSON.stringify(traces)}::jsonb) AS seen (kind text, key text) ORDER BY kind, key
        ON CONFLICT (player_id, kind, key) DO UPDATE SET last_seen_at = greatest(t.last_seen_at, excluded.last_seen_at)`.execute(db);
    },
    /** Everybody seen with one of these, the newest accounts first. */
    async holders(traces: readonly Trace[]): Promise<TraceHolder[]> {
      const { rows } = await sql<{ player_id: string; kind: Trace["kind"]; key: string; created_at: Date; first_at: Date }>`
        SELECT found.* FROM jsonb_to_recordset(${JSON.stringify(traces)}::jsonb) AS asked (kind text, key text) CROSS JOIN LATERAL (
          SELECT player_id, kind, key, account_created_at AS created_at, first_received_at AS first_at FROM player_traces t
          WHERE t.kind = asked.kind AND t.key = asked.key ORDER BY account_created_at DESC LIMIT ${holdersMax}
        ) AS found`.execute(db);
      return rows.map(({ player_id, kind, key, created_at, first_at }) => ({
        player: player_id,
        kind,
        key,
        created_at_ms: created_at.getTime(),
        first_submission_at_ms: first_at.getTime(),
      }));
    },
    async forgetTraces(before: Date, limit: number): Promise<number> {
      const done = await sql`
        DELETE FROM player_traces WHERE (player_id, kind, key) IN
          (SELECT player_id, kind, key FROM player_traces WHERE last_seen_at < ${before} LIMIT ${limit})`.execute(db);
      return Number(done.numAffectedRows ?? 0n);
    },
    /** Forgets where a player was and what they used. */
    async forgetPlayer(player_id: string): Promise<void> {
      await sql`DELETE FROM player_captures WHERE player_id = ${player_id}`.execute(db);
      await sql`DELETE FROM player_traces WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
