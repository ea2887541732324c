import type { QuestStatus } from "@oneheart/contracts";

export type StoredStatus = Exclude<QuestStatus, "available">;

interface Timed {
  status: StoredStatus;
  expires_at: Date;
}

const minute_ms = 60_000;
/** So long after its end a quest still takes what was captured before it: work is often done where there is no network. */
const grace_ms = 24 * 60 * minute_ms;

/** A quest's status at a moment: an active one whose time is up has expired, whether or not that was written down yet. */
export function statusAt(quest: Timed, now: Date): StoredStatus {
  return quest.status === "active" && quest.expires_at <= now ? "expired" : quest.status;
}

/** Until when evidence that was captured in time can be sent and handed in. */
export function handInUntil({ expires_at }: { expires_at: Date }): Date {
  return new Date(expires_at.getTime() + grace_ms);
}

/** Quests that ended before this moment take nothing more. */
export function graceOverAt(now: Date): Date {
  return new Date(now.getTime() - grace_ms);
}

/** Those proofs that were captured after the quest had ended. */
export function capturedLate(
  { expires_at }: { expires_at: Date },
  proofs: ReadonlyArray<{ proof_id: string; captured_at: string }>,
): string[] {
  return proofs.filter(({ captured_at }) => new Date(captured_at) > expires_at).map(({ proof_id }) => proof_id);
}

/** From when a quest can be handed in. */
export function handInFrom({ started_at, min_minutes }: { started_at: Date; min_minutes: number }): Date {
  return new Date(started_at.getTime() + min_minutes * minute_ms);
}

/** Why a quest cannot be handed in now; undefined when it can. */
export function handInRefusal(
  quest: Timed & { started_at: Date; min_minutes: number },
  now: Date,
): "quest_expired" | "quest_not_active" | "too_early" | undefined {
  const status = statusAt(quest, now);
  if (status === "active") return now < handInFrom(quest) ? "too_early" : undefined;
  if (status !== "expired") return "quest_not_active";
  return now < handInUntil(quest) ? undefined : "quest_expired";
}
