import type { Approval, ApprovalPeople, ApprovalStatus, DifferenceLine, Role } from "@oneheart/contracts";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import { takeLock } from "../locks.ts";
import type { UserClaims } from "../principal.ts";
import type { Difference } from "./difference.ts";

export interface ApprovalRow {
  id: string;
  operation: string;
  record: string | null;
  input: Record<string, unknown> | null;
  requester: UserClaims | null;
  status: ApprovalStatus;
  difference: DifferenceLine[];
  difference_id: string;
  requested_by: string;
  requested_at: Date;
  /** The roles that may approve it. */
  approvers: Role[];
  expires_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  reason: string | null;
  error_code: string | null;
  alone: boolean;
}

/** A request that is written: it waits, or one person acts alone. */
export interface NewApproval extends Difference {
  id: string;
  operation: string;
  record: string | null;
  input: Record<string, unknown>;
  input_digest: string;
  requester: UserClaims;
  requested_at: Date;
  approvers: readonly Role[];
  expires_at: Date;
}

export interface ApprovalFilter {
  limit: number;
  before: string | undefined;
  status: Approval["status"] | undefined;
  operation: string | undefined;
  record: string | undefined;
  alone: boolean | undefined;
}

const columns = sql`id, operation, record, input, requester, status, difference, difference_id, requested_by, requested_at, approvers,
  expires_at, decided_by, decided_at, reason, error_code, alone`;
/** What it was to be carried out with is not needed any more. */
const over = sql`input = NULL, requester = NULL`;

/** Every SQL statement about acts that need a second person. */
export function approvalStore({ db }: { db: Database }) {
  return {
    /** Keeps a request; false when the same one waits already. */
    async add(row: NewApproval): Promise<boolean> {
      const done = await sql`
        INSERT INTO approvals (id, operation, record, input, requester, input_digest, status, difference, difference_id, requested_by,
          requested_at, approvers, expires_at)
        VALUES (${row.id}, ${row.operation}, ${row.record}, ${JSON.stringify(row.input)}::jsonb, ${JSON.stringify(row.requester)}::jsonb,
          ${row.input_digest}, 'pending', ${JSON.stringify(row.difference)}::jsonb, ${row.difference_id}, ${row.requester.playerId},
          ${row.requested_at}, ${[...row.approvers]}::text[], ${row.expires_at})
        ON CONFLICT (operation, input_digest) WHERE status IN ('pending', 'approved') DO NOTHING`.execute(db);
      return done.numAffectedRows === 1n;
    },
    /** Notes what one person does without a second one. */
    async addAlone(row: NewApproval): Promise<void> {
      await sql`
        INSERT INTO approvals (id, operation, record, input_digest, status, difference, difference_id, requested_by, requested_at, approvers,
          expires_at, decided_at, alone)
        VALUES (${row.id}, ${row.operation}, ${row.record}, ${row.input_digest}, 'carried_out', ${JSON.stringify(row.difference)}::jsonb,
          ${row.difference_id}, ${row.requester.playerId}, ${row.requested_at}, ${[...row.approvers]}::text[], ${row.requested_at},
          ${row.requested_at}, true)`.execute(db);
    },
    async findWaiting(operation: string, input_digest: string): Promise<ApprovalRow | undefined> {
      const { rows } = await sql<ApprovalRow>`
        SELECT ${columns} FROM approvals
        WHERE operation = ${operation} AND input_digest = ${input_digest} AND status IN ('pending', 'approved')`.execute(db);
      return rows[0];
    },
    async find(id: string): Promise<ApprovalRow | undefined> {
      const { rows } = await sql<ApprovalRow>`SELECT ${columns} FROM approvals WHERE id = ${id}`.execute(db);
      return rows[0];
    },
    /** Until the end of the transaction no other request for this operation is carried out. */
    async lockOperation(operation: string): Promise<void> {
      await takeLock(db, "platform.approval", operation);
    },
    async lock(id: string): Promise<ApprovalRow | undefined> {
      const { rows } = await sql<ApprovalRow>`SELECT ${columns} FROM approvals WHERE id = ${id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    async list({ limit, before, status, operation, record, alone }: ApprovalFilter): Promise<ApprovalRow[]> {
      const { rows } = await sql<ApprovalRow>`
        SELECT ${columns} FROM approvals
        WHERE (${before ?? null}::uuid IS NULL OR id < ${before ?? null}::uuid)
          AND (${status ?? null}::text IS NULL OR status = ${status ?? null}::text)
          AND (${operation ?? null}::text IS NULL OR operation = ${operation ?? null}::text)
          AND (${record ?? null}::text IS NULL OR record = ${record ?? null}::text)
          AND (${alone ?? null}::boolean IS NULL OR alone = ${alone ?? null}::boolean)
        ORDER BY id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    async pendingCount(): Promise<number> {
      const { rows } = await sql<{ pending: number }>`SELECT count(*)::int AS pending FROM approvals WHERE status = 'pending'`.execute(db);
      return rows[0]!.pending;
    },
    async approve(id: string, decided_by: string, decided_at: Date): Promise<void> {
      await sql`UPDATE approvals SET status = 'approved', decided_by = ${decided_by}, decided_at = ${decided_at} WHERE id = ${id}`.execute(
        db,
      );
    },
    /** Ends a request that waits for a decision. */
    async end(id: string, end: Pick<ApprovalRow, "status" | "decided_by" | "decided_at" | "reason">): Promise<void> {
      await sql`
        UPDATE approvals SET status = ${end.status}, decided_by = ${end.decided_by}, decided_at = ${end.decided_at}, reason = ${end.reason},
          ${over} WHERE id = ${id} AND status = 'pending'`.execute(db);
    },
    /** Takes an approved request for the transaction that carries it out; undefined when another did. */
    async take(id: string): Promise<ApprovalRow | undefined> {
      const { rows } = await sql<ApprovalRow>`
        UPDATE approvals SET status = 'carried_out', ${over} WHERE id = ${id} AND status = 'approved' RETURNING ${columns}`.execute(db);
      return rows[0];
    },
    /** The record is another than the one that was approved: the request waits again. False when it is not about to be carried out. */
    async waitAgain(id: string, { difference, difference_id }: Difference): Promise<boolean> {
      const done = await sql`
        UPDATE approvals SET status = 'pending', decided_by = NULL, decided_at = NULL, difference = ${JSON.stringify(difference)}::jsonb,
          difference_id = ${difference_id} WHERE id = ${id} AND status = 'approved'`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async showNow(id: string, { difference, difference_id }: Difference): Promise<void> {
      await sql`
        UPDATE approvals SET difference = ${JSON.stringify(difference)}::jsonb, difference_id = ${difference_id}
        WHERE id = ${id} AND status = 'pending'`.execute(db);
    },
    /** An approved request cannot be carried out any more. */
    async fail(id: string, status: "failed" | "withdrawn", error_code: string): Promise<boolean> {
      const done = await sql`
        UPDATE approvals SET status = ${status}, error_code = ${error_code}, ${over} WHERE id = ${id} AND status = 'approved'`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async expire(now: Date): Promise<ApprovalRow[]> {
      const { rows } = await sql<ApprovalRow>`
        UPDATE approvals SET status = 'expired', ${over} WHERE status = 'pending' AND expires_at <= ${now} RETURNING ${columns}`.execute(
        db,
      );
      return rows;
    },
    /** Who is gone asks for nothing any more. */
    async withdrawAllOf(player_id: string): Promise<void> {
      await sql`UPDATE approvals SET status = 'withdrawn', ${over} WHERE requested_by = ${player_id} AND status = 'pending'`.execute(db);
    },
    async people(): Promise<ApprovalPeople> {
      return (await this.policy()).people;
    },
    async policy(): Promise<{ people: ApprovalPeople; changed_at: Date | null }> {
      const { rows } = await sql<{
        people: ApprovalPeople;
        changed_at: Date | null;
      }>`SELECT people, changed_at FROM approval_policy`.execute(db);
      return rows[0]!;
    },
    async setPeople(people: ApprovalPeople, at: Date): Promise<void> {
      await sql`UPDATE approval_policy SET people = ${people}, changed_at = ${at}`.execute(db);
    },
    async aloneSince(since: Date): Promise<number> {
      const { rows } = await sql<{ acts: number }>`
        SELECT count(*)::int AS acts FROM approvals WHERE alone AND decided_at >= ${since}`.execute(db);
      return rows[0]!.acts;
    },
  };
}
