import { verificationContract } from "@oneheart/contracts";
import { decodeCursor, foreignCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentReview } from "../present.ts";
import { assessmentStore } from "../store.ts";

/** Proofs that wait for a person: hard flags first, then the lowest score, then the oldest. */
export const listReviews = handle(verificationContract.operations.listReviews, async ({ limit, cursor }, ctx) => {
  const rows = await assessmentStore(ctx).reviews(limit + 1, sortKeyIn(cursor));
  const page = pageFrom(rows, limit, (row) => [row.review_rank, row.proof_id]);
  return { items: page.rows.map(presentReview), next_cursor: page.next_cursor };
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function sortKeyIn(cursor: string | undefined): { rank: number; proof_id: string } | undefined {
  const key = decodeCursor(cursor, 2);
  if (key === undefined) return undefined;
  const [rank, proof_id] = key;
  const ours = Number.isInteger(rank) && Math.abs(Number(rank)) <= 101 && typeof proof_id === "string" && uuid.test(proof_id);
  if (!ours) throw foreignCursor();
  return { rank: Number(rank), proof_id };
}
