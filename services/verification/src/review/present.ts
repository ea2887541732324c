import type { Output, verificationContract } from "@oneheart/contracts";
import type { Language } from "@oneheart/messages";
import type { RuleSet } from "../rule-sets/rules/rule-set.ts";
import { forReviewer } from "./rules/reviewer-words.ts";
import type { AppealRow } from "./store/appeal.ts";
import type { QueueItem } from "./store/queue.ts";

export type Review = Output<typeof verificationContract.operations.extendReview>;
type Appeal = Output<typeof verificationContract.operations.appealProof>;

/** For whom an item is shown, when, in which language, and by which threshold the rules go. */
interface Showing {
  now: Date;
  isAdmin: boolean;
  rules: Pick<RuleSet, "verify_from_score">;
  language: Language;
}

/** A line of the queue. Audits and known cases look like any other: whoever decides must not know, nor be able to look it up. */
export function presentReview(item: QueueItem, { now, isAdmin, rules, language }: Showing): Review {
  const { item_id, proof_id, action_id, quest_id, player_id } = item;
  const isHeld = item.held_until !== null && item.held_until > now;
  const isAppeal = item.purpose === "appeal";
  return {
    item_id,
    subject: isAdmin ? { proof_id, action_id, quest_id, player_id } : null,
    authenticity_score: item.score,
    verify_from_score: rules.verify_from_score,
    flags: item.flags,
    signals: item.signals.map((signal) => forReviewer(signal, language)),
    reward_at_stake: item.stake_tokens,
    waiting_since: item.queued_at.toISOString(),
    kind: isAppeal ? "appeal" : "review",
    due_at: isAppeal ? (item.due_at?.toISOString() ?? null) : null,
    held_by: isHeld ? item.holder_id : null,
    held_until: isHeld ? item.held_until!.toISOString() : null,
  };
}

/** An appeal as its player sees it. */
export function presentAppeal({ outcome, statement, created_at, due_at, decided_at }: AppealRow): Appeal {
  const times = { created_at: created_at.toISOString(), due_at: due_at.toISOString(), decided_at: decided_at?.toISOString() ?? null };
  return { status: outcome ?? "open", statement, ...times };
}
