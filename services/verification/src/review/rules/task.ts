import type { Output, verificationContract } from "@oneheart/contracts";
import type { questInternal } from "@oneheart/contracts/internal";

type Task = Output<typeof verificationContract.operations.getReview>["task"];
type QuestFacts = Output<typeof questInternal.operations.questFacts>;

/** What a player says was done. */
export interface Report {
  duration_minutes: number;
  beneficiaries_count: number;
}

/** What the evidence is for: what the quest asked, and what the player says was done. */
export function taskOf(quest: QuestFacts, report: Report | undefined, beneficiaries_pay: Task["beneficiaries_pay"]): Task {
  const { title, description = "", mission_type, quest_type, expected_minutes, witnesses_required = 0 } = quest;
  return {
    ...{ title, description, mission_type, quest_type, expected_minutes, witnesses_required },
    reported_minutes: report?.duration_minutes ?? null,
    reported_beneficiaries: report?.beneficiaries_count ?? null,
    beneficiaries_pay,
  };
}
