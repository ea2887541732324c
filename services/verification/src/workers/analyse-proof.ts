import type { BaseContext, QueueWorker } from "@oneheart/kernel";
import { findProof } from "../analysis/find-proof.ts";
import { gatherFacts } from "../analysis/gather-facts.ts";
import { recordAssessment, type Subject } from "../assessment/record-assessment.ts";
import { setAside } from "../assessment/set-aside.ts";
import { assessmentStore } from "../assessment/store.ts";
import { analysesAtOnce } from "./analysis-processes.ts";

/** The work queue of evidence analysis. */
export const analysisQueue = "quest_queue";

/** Analyses proofs; one whose analysis keeps failing goes to a person instead. */
export const analysisWorker: QueueWorker = {
  queue: analysisQueue,
  concurrency: analysesAtOnce,
  attempts: 5,
  run: (payload, ctx) => analyse(subjectOf(payload).proof_id, ctx),
  onDead: (payload, error, ctx) => setAside(subjectOf(payload), error, ctx),
};

async function analyse(proof_id: string, ctx: BaseContext): Promise<void> {
  if ((await assessmentStore(ctx).get(proof_id)) !== undefined) return;
  const proof = await findProof(proof_id, ctx);
  await recordAssessment(proof, await gatherFacts(proof, ctx), ctx);
}

function subjectOf(payload: Record<string, unknown>): Subject {
  const { proof_id, action_id, quest_id, player_id } = payload;
  return { proof_id: String(proof_id), action_id: String(action_id), quest_id: String(quest_id), player_id: String(player_id) };
}
