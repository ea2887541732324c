import type { QuestStatus } from "@oneheart/contracts";

export type StoredStatus = Exclude<QuestStatus, "available">;

interface Timed {
  status: StoredStatus;
  expires_at: Date;
}

const minute_ms = 60_000;

/** A quest's status at a moment: an active one whose time is up has expired, whether or not that was written down yet. */
export function statusAt(quest: Timed, now: Date): StoredStatus {
  return quest.status === "active" && quest.expires_at <= now ? "expired" : quest.status;
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
  return status === "expired" ? "quest_expired" : "quest_not_active";
}
