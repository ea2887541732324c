import { verificationContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { reliabilityOf } from "../review/rules/reliability.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { policyStore } from "../review/store/policy.ts";

/** Everybody who ever claimed or decided, with how often they agreed with known answers and with others. */
export const listReviewers = handle(verificationContract.operations.listReviewers, async ({ limit, cursor }, ctx) => {
  const rows = await opinionStore(ctx).reviewers(limit + 1, decodeIdCursor(cursor));
  const policy = await policyStore(ctx).get();
  const page = pageFrom(rows, limit, (row) => [row.reviewer_id]);
  const items = page.rows.map((row) => ({
    reviewer_id: row.reviewer_id,
    decisions: Number(row.decisions),
    ...reliabilityOf(row, policy),
    last_seen_at: row.last_seen_at.toISOString(),
  }));
  return { items, next_cursor: page.next_cursor };
});
