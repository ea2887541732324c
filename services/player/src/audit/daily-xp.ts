import { impactInternal, rewardStory } from "@oneheart/contracts/internal";
import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_PLAYERS = 500;

interface Row {
  id: string;
  /** Days on which what is counted is not what was earned. */
  wrong: { day: string; counted: string; earned: string }[];
}

const { impactRecorded, impactReversed, impactReinstated } = impactInternal.events;
/** The jobs that bring rewards to this service: called after the subscriber, now or earlier, or by a still earlier version after the event. */
const tasks = [rewardStory.name, ...rewardStory.options.earlier, ...rewardStory.events.map(({ type }) => type)].map(
  (name) => `player:${name}`,
);
const corrected = [impactReversed.type, impactReinstated.type];

/** Whether an award was corrected in this way, and this service has heard it. */
const isHeard = (kind: string) => sql`EXISTS (
  SELECT FROM ledger_transactions c WHERE c.corrects = x.id AND c.kind = ${kind}
    AND NOT EXISTS (SELECT FROM unheard u WHERE u.type = ANY(${corrected}::text[]) AND u.said->>'ledger_id' = c.id::text))`;

/**
 * What leaderboards are counted from: a player's XP of each UTC day is what the ledger awarded on it, without awards that were reversed
 * and not reinstated. An event is heard a moment after its transaction is posted; until then it is a job of the queue: an award counts
 * here from its job, a correction not before it is heard. Days of the erased are forgotten.
 */
export const auditDailyXp = auditTable<Row>({
  check: "daily_xp",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM players`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const { rows } = await sql<Row>`
      WITH page AS (
        SELECT id, erased_at FROM players WHERE ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} ORDER BY id LIMIT ${PAGE_PLAYERS}
      ), unheard AS MATERIALIZED (
        SELECT DISTINCT ON (e.id) e.type, e.said
        FROM graphile_worker._private_jobs j
        JOIN graphile_worker._private_tasks t ON t.id = j.task_id AND t.identifier = ANY(${tasks}::text[])
        CROSS JOIN LATERAL json_array_elements(CASE json_typeof(j.payload) WHEN 'array' THEN j.payload ELSE json_build_array(j.payload) END) d
        CROSS JOIN LATERAL (SELECT (d->>'event_id')::uuid AS id, d->>'type' AS type, d->'payload' AS said) e
        WHERE NOT EXISTS (SELECT FROM handled_events h WHERE h.event_id = e.id AND (h.subscriber = 'player' OR h.subscriber LIKE 'player:%'))
      ), counted AS (
        SELECT d.player_id, d.day, d.xp::numeric AS xp FROM page p JOIN player_daily_xp d ON d.player_id = p.id
        UNION ALL
        SELECT p.id, ((u.said->>'recorded_at')::timestamptz AT TIME ZONE 'UTC')::date, (u.said->>'xp')::numeric
        FROM unheard u JOIN page p ON u.type = ${impactRecorded.type} AND p.id = (u.said->>'player_id')::uuid
      ), earned AS (
        SELECT p.id AS player_id, (x.occurred_at AT TIME ZONE 'UTC')::date AS day, sum(t.amount) AS xp
        FROM page p
        JOIN ledger_accounts a ON a.owner_id = p.id::text AND a.kind = 'player'
        JOIN ledger_assets s ON s.id = a.asset_id AND s.code = 'XP'
        JOIN ledger_transfers t ON t.credit_account_id = a.id
        JOIN ledger_transactions x ON x.id = t.transaction_id AND x.kind = 'impact.award'
        WHERE NOT ${isHeard("impact.reversal")} OR ${isHeard("impact.reinstatement")}
        GROUP BY p.id, day
      ), compared AS (
        SELECT player_id, day, coalesce(c.xp, 0) AS counted, coalesce(e.xp, 0) AS earned
        FROM (SELECT player_id, day, sum(xp) AS xp FROM counted GROUP BY player_id, day) c FULL JOIN earned e USING (player_id, day)
      )
      SELECT p.id, coalesce(
        json_agg(json_build_object('day', w.day, 'counted', w.counted::text, 'earned', w.earned::text) ORDER BY w.day)
          FILTER (WHERE w.day IS NOT NULL), '[]') AS wrong
      FROM page p LEFT JOIN compared w ON w.player_id = p.id AND w.counted <> w.earned AND p.erased_at IS NULL
      GROUP BY p.id ORDER BY p.id`.execute(db);
    return rows;
  },
  keyOf: (row) => row.id,
  findingsOf: ({ id, wrong }): AuditFinding[] =>
    wrong.map(({ day, counted, earned }) => ({
      code: "daily_xp_differs",
      ref: `player ${id}`,
      message: `${counted} XP counted on ${day}, ${earned} in the ledger`,
    })),
});
