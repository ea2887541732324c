import { pattern } from "../pattern.ts";

/** What a player can do about one piece of evidence. */
export const proofSteps = {
  "proof_step.checking": pattern("We are checking your evidence. You need not do anything."),
  "proof_step.with_person": pattern("A person looks at your evidence. You need not do anything."),
  "proof_step.appealed": pattern("Another reviewer looks at your evidence. You need not do anything."),
  "proof_step.verified": pattern("Your evidence is verified."),
  "proof_step.hand_in": pattern("Your evidence is verified. Hand your quest in; if you do not, we do it when its time is up."),
  "proof_step.take_new_photo": pattern("Take a new photo: your quest is still open."),
  "proof_step.can_appeal": pattern("If you think that we are wrong, you can appeal."),
  "proof_step.appeal": pattern("If you think that we are wrong, say why: another reviewer will look at it. You can do so once."),
  "proof_step.upheld": pattern("Your evidence was not accepted. Another reviewer came to the same answer."),
  "proof_step.appeal_over": pattern("Your evidence was not accepted. It can no longer be appealed."),
};
