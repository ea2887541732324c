import type { StoredSignal } from "@oneheart/contracts/internal";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

type Purpose = "decision" | "audit" | "appeal" | "known";

/** An open item of the queue, with what its line shows of the proof. */
export interface QueueItem {
  id: number;
  /** What reviewers call it. */
  item_id: string;
  proof_id: string;
  purpose: Purpose;
  action_id: string;
  quest_id: string;
  player_id: string;
  score: number;
  hard: boolean;
  flags: string[];
  signals: StoredSignal[];
  stake_tokens: number;
  queued_at: Date;
  due_at: Date | null;
  opinions_needed: number;
  holder_id: string | null;
  held_until: Date | null;
  review_rank: number;
}

/** Where a page of the queue begins. */
export interface QueueKey {
  rank: number;
  id: number;
}

/** Which items a page has: those that the viewer may see, of these only appeals due before a moment where it is given. */
interface QueuePage {
  limit: number;
  after: QueueKey | undefined;
  viewer_id: string;
  due: string | undefined;
}

const columns = sql`i.id::float8 AS id, i.item_id, i.proof_id, i.purpose, a.action_id, a.quest_id, a.player_id, i.score, i.hard, a.flags, a.signals,
  i.stake_tokens, i.queued_at, i.due_at, i.opinions_needed, i.holder_id, i.held_until,
  i.review_rank::float8 AS review_rank`;
const from = sql`review_items i JOIN proof_assessments a ON a.proof_id = i.proof_id`;

/** Every SQL statement about what waits for people, and who holds it. */
export function queueStore({ db }: { db: Database }) {
  return {
    /** Moves up what should have been done by now. Few rows at a time, found by their own index. */
    async markOverdue(now: Date): Promise<void> {
      await sql`
        UPDATE review_items SET overdue = true WHERE id = ANY(ARRAY(
          SELECT id FROM review_items WHERE status = 'open' AND NOT overdue AND due_at <= ${now}
          ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED))`.execute(db);
    },
    /** Everything that is open, but others' known cases. */
    async page({ limit, after, viewer_id, due }: QueuePage): Promise<QueueItem[]> {
      const { rows } = await sql<QueueItem>`
        SELECT ${columns} FROM ${from}
        WHERE i.status = 'open' AND (i.only_for IS NULL OR i.only_for = ${viewer_id}) AND ${due === undefined ? sql`true` : sql`i.purpose = 'appeal' AND i.due_at <= ${due}`}
          AND ${after === undefined ? sql`true` : sql`(i.review_rank, i.id) > (${after.rank}::bigint, ${after.id}::bigint)`}
        ORDER BY i.review_rank, i.id LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** How much is open for everybody, and how many appeals of it are due before a moment. */
    async backlog(due_before: Date): Promise<{ waiting: number; appeals_due: number }> {
      const { rows } = await sql<{ waiting: number; appeals_due: number }>`
        SELECT count(*)::int AS waiting, count(*) FILTER (WHERE purpose = 'appeal' AND due_at <= ${due_before})::int AS appeals_due
        FROM review_items WHERE status = 'open' AND only_for IS NULL`.execute(db);
      return rows[0]!;
    },
    /** What the reviewer holds: one item, or none. */
    async heldBy(reviewer_id: string, now: Date): Promise<QueueItem[]> {
      const { rows } = await sql<QueueItem>`
        SELECT ${columns} FROM ${from} WHERE i.holder_id = ${reviewer_id} AND i.held_until > ${now}`.execute(db);
      return rows;
    },
    /** Gives back whatever somebody holds who is no longer a reviewer. A known case was theirs alone, so it ends. */
    async freeAll(holder_id: string, now: Date): Promise<void> {
      await sql`
        UPDATE review_items SET holder_id = NULL, held_until = NULL, status = CASE purpose WHEN 'known' THEN 'closed' ELSE status END,
          closed_at = CASE purpose WHEN 'known' THEN ${now} ELSE closed_at END WHERE holder_id = ${holder_id}`.execute(db);
    },
    /** The same, locked; a lease that lapsed is given up first. */
    async held(reviewer_id: string, now: Date): Promise<QueueItem | undefined> {
      await sql`
        UPDATE review_items SET holder_id = NULL, held_until = NULL WHERE holder_id = ${reviewer_id} AND held_until <= ${now}`.execute(db);
      const { rows } = await sql<QueueItem>`SELECT ${columns} FROM ${from} WHERE i.holder_id = ${reviewer_id} FOR UPDATE OF i`.execute(db);
      return rows[0];
    },
    /** The first item that is free and may be offered to the reviewer; rows that others take at this moment are passed over. */
    async next(reviewer_id: string, now: Date): Promise<QueueItem | undefined> {
      const { rows } = await sql<QueueItem>`
        SELECT ${columns} FROM ${from}
        WHERE i.status = 'open' AND (i.holder_id IS NULL OR i.held_until <= ${now}) AND (i.only_for IS NULL OR i.only_for = ${reviewer_id})
          AND a.player_id <> ${reviewer_id}
          AND NOT EXISTS (SELECT FROM review_opinions o WHERE o.proof_id = i.proof_id AND o.reviewer_id = ${reviewer_id})
          AND NOT EXISTS (SELECT FROM review_recusals r WHERE r.proof_id = i.proof_id AND r.reviewer_id = ${reviewer_id})
        ORDER BY i.review_rank, i.id LIMIT 1 FOR UPDATE OF i SKIP LOCKED`.execute(db);
      return rows[0];
    },
    async lease(id: number, reviewer_id: string, held_until: Date): Promise<void> {
      await sql`UPDATE review_items SET holder_id = ${reviewer_id}, held_until = ${held_until} WHERE id = ${id}`.execute(db);
    },
    async release(id: number): Promise<void> {
      await sql`UPDATE review_items SET holder_id = NULL, held_until = NULL WHERE id = ${id}`.execute(db);
    },
    async close(id: number, closed_at: Date): Promise<void> {
      await sql`
        UPDATE review_items SET status = 'closed', closed_at = ${closed_at}, holder_id = NULL, held_until = NULL WHERE id = ${id}`.execute(
        db,
      );
    },
    /** Waits for one more opinion. */
    async askAgain(id: number, opinions_needed: number): Promise<void> {
      await sql`
        UPDATE review_items SET opinions_needed = ${opinions_needed}, holder_id = NULL, held_until = NULL WHERE id = ${id}`.execute(db);
    },
    /** Adds an item for a proof whose status stays as it is. False when one is open, or the same audit was made, already. */
    async add(
      proof_id: string,
      purpose: "audit" | "appeal",
      queued_at: Date,
      due_at: Date,
      { disputed }: { disputed: boolean } = { disputed: false },
    ): Promise<boolean> {
      const done = await sql`
        INSERT INTO review_items (proof_id, purpose, disputed, score, hard, stake_tokens, queued_at, due_at)
        SELECT proof_id, ${purpose}, ${disputed}, score, hard, stake_tokens_of(a), ${queued_at}, ${due_at}
        FROM proof_assessments a WHERE proof_id = ${proof_id} ON CONFLICT DO NOTHING`.execute(db);
      return done.numAffectedRows === 1n;
    },
    /** Closes whatever is open about a player's proofs but decisions and appeals, which are rejected instead. */
    async closeOf(player_id: string, closed_at: Date): Promise<void> {
      await sql`
        UPDATE review_items i SET status = 'closed', closed_at = ${closed_at}, holder_id = NULL, held_until = NULL
        FROM proof_assessments a WHERE a.player_id = ${player_id} AND i.proof_id = a.proof_id AND i.status = 'open'
          AND i.purpose IN ('audit', 'known')`.execute(db);
    },
  };
}
