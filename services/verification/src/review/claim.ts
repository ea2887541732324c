import type { ReviewPolicy } from "@oneheart/contracts";
import type { Tx } from "@oneheart/kernel";
import { isDrawn } from "./rules/draw.ts";
import { knownStore } from "./store/known.ts";
import { opinionStore } from "./store/opinion.ts";
import { policyStore } from "./store/policy.ts";
import { type QueueItem, queueStore } from "./store/queue.ts";

/** When a lease that begins now ends. */
export function leaseEnd(now: Date, { lease_minutes }: Pick<ReviewPolicy, "lease_minutes">): Date {
  return new Date(now.getTime() + lease_minutes * 60_000);
}

/** Puts the next item into the reviewer's hands, or answers the one already there; undefined when nothing waits for them. */
export async function claimNext(tx: Tx, reviewer_id: string, now: Date, secret: Buffer): Promise<QueueItem | undefined> {
  const queue = queueStore(tx);
  const { claims } = await opinionStore(tx).reviewer(reviewer_id, now);
  const held = await queue.held(reviewer_id, now);
  if (held !== undefined) return held;

  const policy = await policyStore(tx).get();
  await queue.markOverdue(now);
  const next = await queue.next(reviewer_id, now);
  if (next === undefined) return undefined;
  await opinionStore(tx).countClaim(reviewer_id);
  const held_until = leaseEnd(now, policy);
  if (next.purpose !== "known" && isDrawn(secret, `known:${reviewer_id}:${claims}`, policy.known_bps)) {
    const known = await knownStore(tx).pick(reviewer_id);
    if (known !== undefined) {
      await knownStore(tx).offer(known, reviewer_id, next.queued_at, held_until);
      return queue.held(reviewer_id, now);
    }
  }
  await queue.lease(next.id, reviewer_id, held_until);
  return { ...next, holder_id: reviewer_id, held_until };
}
