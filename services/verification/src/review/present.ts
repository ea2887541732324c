import type { Output, verificationContract } from "@oneheart/contracts";
import type { AppealRow } from "./store/appeal.ts";
import type { QueueItem } from "./store/queue.ts";

type Review = Output<typeof verificationContract.operations.extendReview>;
type Appeal = Output<typeof verificationContract.operations.appealProof>;

/**
 * A line of the queue. Audits and known cases look like any other: whoever decides must not know. So they, too, seem to wait since the
 * analysis, soon after which any other began to.
 */
export function presentReview(item: QueueItem, now: Date): Review {
  const isHeld = item.held_until !== null && item.held_until > now;
  const isAppeal = item.purpose === "appeal";
  return {
    proof_id: item.proof_id,
    action_id: item.action_id,
    quest_id: item.quest_id,
    player_id: item.player_id,
    authenticity_score: item.score,
    flags: item.flags,
    signals: item.signals,
    reward_at_stake: item.stake_tokens,
    waiting_since: (isAppeal ? item.queued_at : item.assessed_at).toISOString(),
    kind: isAppeal ? "appeal" : "review",
    due_at: isAppeal ? (item.due_at?.toISOString() ?? null) : null,
    held_by: isHeld ? item.holder_id : null,
    held_until: isHeld ? item.held_until!.toISOString() : null,
  };
}

/** Whether somebody else holds the item at this moment. */
export function isHeldByAnother({ holder_id, held_until }: QueueItem, reviewer_id: string, now: Date): boolean {
  return holder_id !== null && holder_id !== reviewer_id && held_until !== null && held_until > now;
}

/** An appeal as its player sees it. */
export function presentAppeal({ outcome, statement, created_at, due_at, decided_at }: AppealRow): Appeal {
  const times = { created_at: created_at.toISOString(), due_at: due_at.toISOString(), decided_at: decided_at?.toISOString() ?? null };
  return { status: outcome ?? "open", statement, ...times };
}
