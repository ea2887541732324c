import { tokenContract } from "@oneheart/contracts";
import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_ANSWERS = 1_000;

interface AnswerRow {
  /** Principal and key as a JSON array. */
  place: string;
  subject: string | null;
  is_true: boolean | null;
}

const { transferTokens, redeemReward } = tokenContract.operations;

/** Each answer that a repeated request would get is still true: the transfer is in the ledger with that amount, the redemption is there. */
export const auditAnswers = auditTable<AnswerRow>({
  check: "idempotency_answers",
  async total(db) {
    const { rows } = await sql<{ total: string }>`
      SELECT count(*)::text AS total FROM idempotency_keys WHERE operation IN (${transferTokens.name}, ${redeemReward.name})`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const [principal, key] = after === undefined ? ["", ""] : (JSON.parse(after) as [string, string]);
    const { rows } = await sql<AnswerRow>`
      SELECT json_build_array(k.principal, k.key)::text AS place, coalesce(k.answer->>'transfer_id', k.answer->>'redemption_id') AS subject,
        CASE k.operation WHEN ${transferTokens.name} THEN EXISTS (
          SELECT FROM ledger_transactions x JOIN ledger_transfers l ON l.seq = x.seq
          WHERE x.id = (k.answer->>'transfer_id')::uuid AND l.amount = (k.answer->>'amount')::bigint
        ) ELSE EXISTS (
          SELECT FROM redemptions r JOIN ledger_holds h ON h.id = r.hold_id
          WHERE r.id = (k.answer->>'redemption_id')::uuid AND r.player_id::text = k.principal
        ) END AS is_true
      FROM idempotency_keys k
      WHERE (k.principal, k.key) > (${principal}, ${key}) AND k.operation IN (${transferTokens.name}, ${redeemReward.name})
      ORDER BY k.principal, k.key LIMIT ${PAGE_ANSWERS}`.execute(db);
    return rows;
  },
  keyOf: (row) => row.place,
  findingsOf: ({ subject, is_true }): AuditFinding[] => {
    if (is_true === true) return [];
    return [
      {
        code: "answer_differs_from_ledger",
        ref: `answer ${subject ?? "without an id"}`,
        message: "a repeated request would be told something that is not so",
      },
    ];
  },
});
