import type { Output, ProofStatus, proofContract } from "@oneheart/contracts";
import { type Language, type Message, message, reasonMessage, render, renderAll } from "@oneheart/messages";

type NextStep = Output<typeof proofContract.operations.getProof>["next_step"];
type Appeal = Output<typeof proofContract.operations.getProof>["appeal"];

/** What the next step follows from. */
export interface Situation {
  status: ProofStatus;
  appeal: Appeal;
  /** Until when the rejection can be appealed. */
  appeal_until: string | null;
  /** Until when the quest is open for another photograph; null when it is handed in, over, or not the viewer's concern. */
  quest_open_until: string | null;
  /** Until when the quest waits to be handed in; null when it was, or is over, or not the viewer's concern. */
  hand_in_until: string | null;
}

/** A next step before it has a language. */
interface Step extends Omit<NextStep, "words"> {
  sentences: Message[];
}

/** What the player can do, and until when. */
export function nextStep(situation: Situation, language: Language): NextStep {
  const { sentences, ...step } = stepOf(situation);
  return { ...step, words: renderAll(sentences, language) };
}

function stepOf({ status, appeal, appeal_until, quest_open_until, hand_in_until }: Situation): Step {
  switch (status) {
    case "stored":
    case "verifying":
      return step("wait", null, message("proof_step.checking"));
    case "in_review":
      return step("wait", null, message("proof_step.with_person"));
    case "appealed":
      return step("wait", appeal?.due_at ?? null, message("proof_step.appealed"));
    case "verified":
      if (hand_in_until === null) return step("nothing", null, message("proof_step.verified"));
      return step("hand_in", hand_in_until, message("proof_step.hand_in"));
    case "rejected":
      return afterRejection(appeal, appeal_until, quest_open_until);
  }
}

function afterRejection(appeal: Appeal, appeal_until: string | null, quest_open_until: string | null): Step {
  const canAppeal = appeal_until === null ? [] : [message("proof_step.can_appeal")];
  if (quest_open_until !== null) return step("take_new_photo", quest_open_until, message("proof_step.take_new_photo"), ...canAppeal);
  if (appeal_until !== null) return step("appeal", appeal_until, message("proof_step.appeal"));
  return step("nothing", null, message(appeal?.status === "upheld" ? "proof_step.upheld" : "proof_step.appeal_over"));
}

function step(what: NextStep["do"], until: string | null, ...sentences: Message[]): Step {
  return { do: what, until, sentences };
}

/** The decision's reason in words; nothing while there is none. */
export function reasonOf(
  decision: { reason_code: string; outcome: "verified" | "in_review" | "rejected" } | null,
  language: Language,
): string | null {
  return decision === null ? null : render(reasonMessage(decision.reason_code, decision.outcome), language);
}
