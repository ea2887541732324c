import { type Output, type ProofStatus, type proofContract, reasonInWords } from "@oneheart/contracts";

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

/** What the player can do, and until when. */
export function nextStep({ status, appeal, appeal_until, quest_open_until, hand_in_until }: Situation): NextStep {
  switch (status) {
    case "stored":
    case "verifying":
      return step("wait", null, "We are checking your evidence. You need not do anything.");
    case "in_review":
      return step("wait", null, "A person looks at your evidence. You need not do anything.");
    case "appealed":
      return step("wait", appeal?.due_at ?? null, "Another reviewer looks at your evidence. You need not do anything.");
    case "verified":
      if (hand_in_until === null) return step("nothing", null, "Your evidence is verified.");
      return step("hand_in", hand_in_until, "Your evidence is verified. Hand your quest in; if you do not, we do it when its time is up.");
    case "rejected":
      return afterRejection(appeal, appeal_until, quest_open_until);
  }
}

function afterRejection(appeal: Appeal, appeal_until: string | null, quest_open_until: string | null): NextStep {
  const canAppeal = appeal_until === null ? "" : " If you think that we are wrong, you can appeal.";
  if (quest_open_until !== null) return step("take_new_photo", quest_open_until, `Take a new photo: your quest is still open.${canAppeal}`);
  if (appeal_until !== null)
    return step("appeal", appeal_until, "If you think that we are wrong, say why: another reviewer will look at it. You can do so once.");
  const words = appeal?.status === "upheld" ? "Another reviewer came to the same answer." : "It can no longer be appealed.";
  return step("nothing", null, `Your evidence was not accepted. ${words}`);
}

function step(what: NextStep["do"], until: string | null, words: string): NextStep {
  return { do: what, until, words };
}

/** The decision's reason in words; nothing while there is none. */
export function reasonOf(decision: { reason_code: string; outcome: "verified" | "in_review" | "rejected" } | null): string | null {
  return decision === null ? null : reasonInWords(decision.reason_code, decision.outcome);
}
