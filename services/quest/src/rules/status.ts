import type { QuestStatus } from "@oneheart/contracts";

export type StoredStatus = Exclude<QuestStatus, "available">;

interface Timed {
  status: StoredStatus;
  expires_at: Date;
}

/** A quest's status at a moment: an active one whose time is up has expired, whether or not that was written down yet. */
export function statusAt(quest: Timed, now: Date): StoredStatus {
  return quest.status === "active" && quest.expires_at <= now ? "expired" : quest.status;
}

/** Why a quest cannot be handed in now; undefined when it can. */
export function handInRefusal(quest: Timed, now: Date): "quest_expired" | "quest_not_active" | undefined {
  const status = statusAt(quest, now);
  if (status === "active") return undefined;
  return status === "expired" ? "quest_expired" : "quest_not_active";
}
