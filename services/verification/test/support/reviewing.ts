import { randomUUID } from "node:crypto";
import { type CallInput, type Output, verificationContract } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";

const { claimReview, decideReview, getReview, listReviews } = verificationContract.operations;

/** A line of the queue with the proof that it is about, which its reviewer is not told. */
export type Review = Output<typeof listReviews>["items"][number] & { proof_id: string };
export type ReviewDetail = Output<typeof getReview>;
type Said = Omit<CallInput<typeof decideReview>, "item_id">;

interface Item {
  item_id: string;
  holder_id: string | null;
  held_until: Date | null;
}

/** The newest item of a proof, an open one first, as far as a reviewer may have it; an id of nothing when there is none. */
export async function itemOf(app: TestApp, proof_id: string, as: Principal): Promise<Item> {
  const { rows } = await sql<Item>`
    SELECT item_id, holder_id, held_until FROM review_items
    WHERE proof_id = ${proof_id} AND (only_for IS NULL OR only_for = ${as.playerId})
    ORDER BY holder_id IS NOT DISTINCT FROM ${as.playerId}::uuid DESC, status = 'open' DESC, id DESC LIMIT 1`.execute(app.db);
  return rows[0] ?? { item_id: randomUUID(), holder_id: null, held_until: null };
}

/** Has a reviewer hold a proof that nobody else holds, as if it had been the next; answers its item. */
export async function handTo(app: TestApp, proof_id: string, as: Principal): Promise<string> {
  const now = app.clock.now();
  const { item_id, holder_id, held_until } = await itemOf(app, proof_id, as);
  const isTaken = holder_id !== null && held_until! > now;
  if (isTaken) return item_id;
  const until = new Date(now.getTime() + 15 * 60_000);
  await takeFrom(app, as);
  await sql`UPDATE review_items SET holder_id = ${as.playerId}, held_until = ${until} WHERE item_id = ${item_id} AND status = 'open'`.execute(
    app.db,
  );
  return item_id;
}

async function takeFrom(app: TestApp, { playerId }: Principal): Promise<void> {
  await sql`UPDATE review_items SET holder_id = NULL, held_until = NULL WHERE holder_id = ${playerId}`.execute(app.db);
}

/** What a reviewer who holds a proof is shown. */
export async function look(app: TestApp, proof_id: string, as: Principal): Promise<ReviewDetail> {
  return app.call(getReview, { item_id: await handTo(app, proof_id, as) }, { as });
}

/** Has a reviewer decide a proof, whichever is next. */
export async function decide(app: TestApp, proof_id: string, said: Said, as: Principal, idempotencyKey?: string) {
  const { holder_id } = await itemOf(app, proof_id, as);
  const item_id = await handTo(app, proof_id, as);
  try {
    return await app.call(decideReview, { item_id, ...said }, { as, idempotencyKey });
  } catch (error) {
    if (holder_id !== as.playerId) await takeFrom(app, as);
    throw error;
  }
}

export async function claim(app: TestApp, as: Principal): Promise<Review | null> {
  const { review } = await app.call(claimReview, {}, { as });
  if (review === null) return null;
  const { rows } = await sql<{ proof_id: string }>`SELECT proof_id FROM review_items WHERE item_id = ${review.item_id}`.execute(app.db);
  return { ...review, proof_id: rows[0]!.proof_id };
}

/** The queue as administrators see it. */
export async function queue(app: TestApp): Promise<Review[]> {
  const { items } = await app.call(listReviews, { limit: 100 }, { as: app.user("admin") });
  return items.map((item) => ({ ...item, proof_id: item.subject!.proof_id }));
}
