import { verificationInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { type ActionVerdict, settle } from "./rules/settle.ts";
import { type CaseRow, caseStore } from "./store.ts";

const { actionVerified, actionRejected } = verificationInternal.events;

/** The id and the moment of a change. */
export interface Stamp {
  id: string;
  now: Date;
}

/** Decides an action once all that is needed is known. Call it at the end of a transaction that holds the action's lock. */
export async function settleCase(tx: Tx, action_id: string, stamp: Stamp): Promise<void> {
  const cases = caseStore(tx);
  const waiting = await cases.lockWaiting(action_id);
  if (waiting === undefined) return;
  const verdict = settle(waiting.proof_ids, await assessmentStore(tx).settled(waiting.proof_ids));
  if (verdict === undefined) return;
  await cases.close(action_id, verdict.outcome, stamp.now);
  const decided = actionDecided(waiting, verdict);
  if (verdict.outcome === "rejected") return tx.emit(actionRejected, { ...decided, reason_code: verdict.reason_code });
  const { authenticity_score, flags } = verdict;
  await cases.addScore({ id: stamp.id, action_id, authenticity_score, flags }, stamp.now);
  const confirmed = await opinionStore(tx).confirmedBeneficiaries(waiting.proof_ids);
  tx.emit(actionVerified, { ...decided, beneficiaries_confirmed: Math.min(confirmed, waiting.beneficiaries_count) });
}

function actionDecided(row: CaseRow, { authenticity_score }: ActionVerdict) {
  const { action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes, beneficiaries_count } = row;
  return { action_id, quest_id, mission_id, zone_id, player_id, proof_ids, authenticity_score, duration_minutes, beneficiaries_count };
}
