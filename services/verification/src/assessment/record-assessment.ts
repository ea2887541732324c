import type { Decision } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import type { Proof } from "../analysis/find-proof.ts";
import type { GatheredFacts } from "../analysis/gather-facts.ts";
import { questsGivenUp } from "../analysis/quests-given-up.ts";
import { type Change, settleCase } from "../cases/settle-case.ts";
import { caseStore } from "../cases/store.ts";
import { ruleSetStore } from "../rule-sets/store.ts";
import { type Assessment, assess } from "./rules/assess.ts";
import type { Facts } from "./rules/facts.ts";
import { type GivenUp, reuseOf, type Submission } from "./rules/reuse.ts";
import { assessmentStore } from "./store.ts";

export interface Subject {
  proof_id: string;
  action_id: string;
  quest_id: string;
  player_id: string;
}

const othersMax = 100;

/** Decides a proof from its facts and what else was sent, and its action when it was the last to wait. Once per proof. */
export async function recordAssessment(proof: Proof, gathered: GatheredFacts, ctx: BaseContext): Promise<void> {
  const { proof_id, action_id, quest_id, player_id, media_hash } = proof;
  const sent: Submission = { proof_id, quest_id, player_id, received_at: new Date(proof.received_at) };
  const change = { id: ctx.newId(), now: ctx.clock.now() };

  /** Answers the others that have the same file when it has to be asked first whether their quests were given up. */
  const record = (given_up: GivenUp | undefined) =>
    ctx.transaction(async (tx) => {
      const others = await assessmentStore(tx).othersWith(media_hash, proof_id, othersMax);
      if (others.length > 0 && given_up === undefined) return others;
      const facts: Facts = { ...gathered, reuse: reuseOf(sent, others, given_up) };
      const { active, shadows } = await ruleSetStore(tx).inForce();
      const assessment = assess(facts, active);
      if (!(await addAssessment(tx, { proof_id, action_id, quest_id, player_id }, facts, assessment, change))) return;
      for (const rules of shadows) await ruleSetStore(tx).addShadowAssessment(proof_id, assess(facts, rules), assessment, change.now);
    });

  const others = await record(undefined);
  if (others !== undefined) await record(await questsGivenUp(sent, others, ctx));
}

/** Writes what rules made of a proof, says it, and settles the action; nothing, and false, when the proof was assessed before. */
export async function addAssessment(tx: Tx, subject: Subject, facts: object, assessment: Assessment, change: Change): Promise<boolean> {
  await caseStore(tx).lockAction(subject.action_id);
  const { score, hard, flags, signals, rule_version, calibrated, outcome } = assessment;
  const stamps = { created_at: change.now, decided_at: change.now };
  const decision = decisionOf(assessment, change.now);
  const found = { score, hard, flags, signals, facts, rule_version, calibrated, award_tokens: awardIn(facts) };
  const row = { ...subject, status: outcome, ...found, decision, ...stamps };
  if (!(await assessmentStore(tx).insert(row))) return false;
  const { proof_id, action_id, player_id } = subject;
  const said = { proof_id, action_id, player_id, status: outcome, authenticity_score: score, reason_code: assessment.reason_code };
  tx.emit(verificationInternal.events.proofDecided, said);
  await settleCase(tx, action_id, change);
  return true;
}

/** What the action would pay; null where the analysis did not get so far. */
function awardIn({ award }: { award?: { tokens: number } }): number | null {
  return award?.tokens ?? null;
}

/** What rules decided, as it is stored with the proof. */
export function decisionOf(
  { outcome, reason_code, rule_version }: Pick<Assessment, "outcome" | "reason_code" | "rule_version">,
  now: Date,
): Decision {
  return { outcome, decided_by: "rules", reviewer_id: null, reason_code, note: null, rule_version, decided_at: now.toISOString() };
}
