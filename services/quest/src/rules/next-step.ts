import type { QuestStatus, QuestStepCode, QuestType } from "@oneheart/contracts";
import { helpAfter } from "./help.ts";
import type { StartRefusal } from "./unlocking.ts";

/** What a next step follows from. Moments are RFC 3339. */
interface Situation {
  status: QuestStatus;
  quest_type: QuestType;
  expires_at: string | null;
  hand_in_from: string | null;
  hand_in_until: string | null;
  failure_reason: string | null;
}

/** What was sent for the quest and not rejected. */
export interface Evidence {
  sent: boolean;
  with_person: boolean;
}

export const noEvidence: Evidence = { sent: false, with_person: false };

/** What the player can do next, without words. */
export interface Step {
  code: QuestStepCode;
  parameters: Record<string, string | number>;
}

const step = (code: QuestStepCode, parameters: Step["parameters"] = {}): Step => ({ code, parameters });

/** What the player can do next with a quest: there is always something. `refusals` keep an available one from being started. */
export function nextStep(quest: Situation, evidence: Evidence, refusals: readonly StartRefusal[], now: Date): Step {
  switch (quest.status) {
    case "available":
      return stepToStart(quest.quest_type, refusals[0]);
    case "active":
      return stepUnderWay(quest, evidence, now);
    case "submitted":
      return step(evidence.with_person ? "wait_for_person" : "wait_for_checks");
    case "completed":
      return step(`done_${quest.quest_type}`);
    case "failed":
      return step(helpAfter(quest.failure_reason));
    case "expired":
      if (quest.hand_in_until === null) return step("start_again");
      return step(evidence.sent ? "hand_in_late" : "send_late", { until: quest.hand_in_until });
    case "abandoned":
      return step("start_again");
  }
}

function stepUnderWay({ expires_at, hand_in_from }: Situation, { sent }: Evidence, now: Date): Step {
  const until = { until: expires_at! };
  if (!sent) return step("capture", until);
  return hand_in_from !== null && now < new Date(hand_in_from) ? step("hand_in_later", { from: hand_in_from }) : step("hand_in", until);
}

function stepToStart(quest_type: QuestType, refusal: StartRefusal | undefined): Step {
  if (refusal === undefined) return step("start");
  switch (refusal.code) {
    case "level_too_low":
      return step("reach_level", { level: refusal.context.min_level });
    case "badge_missing":
      return step("earn_badge", { badge: refusal.context.badges[0]! });
    case "chapter_locked":
      return step("finish_chapter", { chapter: refusal.context.chapter - 1 });
    case "quest_already_active":
      return step("finish_open_quest");
    case "quest_already_done":
      return step(quest_type === "daily" ? "come_tomorrow" : "choose_another");
    case "budget_exhausted":
      return step("wait_for_funds");
    case "mission_closed":
    case "goal_reached":
      return step("choose_another");
  }
}
