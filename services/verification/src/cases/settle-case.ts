import { verificationInternal } from "@oneheart/contracts/internal";
import type { DatabaseTransaction, Tx } from "@oneheart/kernel";
import { opinionStore } from "../review/store/opinion.ts";
import { type CaseDecision, settle } from "./rules/settle.ts";
import { type CaseRow, caseStore } from "./store.ts";

const { actionVerified, actionRejected } = verificationInternal.events;

/** The id and the moment of a change. */
export interface Change {
  id: string;
  now: Date;
}

/** An action whose lock is held; `id` is its score's, should it be verified. */
export interface LockedAction {
  action_id: string;
  id: string;
  emit: Tx["emit"];
}

/** Decides actions once all that is needed is known. Call it at the end of a transaction that holds the actions' locks. */
export async function settleCases(db: DatabaseTransaction, actions: readonly LockedAction[], now: Date): Promise<void> {
  const cases = caseStore({ db });
  const byAction = new Map(actions.map((action) => [action.action_id, action]));
  const waiting = await cases.lockWaiting([...byAction.keys()]);
  const decided = waiting.flatMap(({ settled, ...row }) => {
    const decision = settle(row.proof_ids, settled);
    return decision === undefined ? [] : [{ row, decision, ...byAction.get(row.action_id)! }];
  });
  if (decided.length === 0) return;
  await cases.close(
    decided.map(({ action_id, id, decision }) => ({ ...decision, action_id, id })),
    now,
  );
  const verified = decided.flatMap(({ row, decision: { outcome } }) => (outcome === "verified" ? [row] : []));
  const confirmed = await opinionStore({ db }).confirmedBeneficiaries(verified);
  for (const { row, decision, emit } of decided) {
    const said = actionDecided(row, decision);
    if (decision.outcome === "rejected") emit(actionRejected, { ...said, reason_code: decision.reason_code });
    else emit(actionVerified, { ...said, beneficiaries_confirmed: Math.min(confirmed.get(row.action_id)!, row.beneficiaries_count) });
  }
}

/** The same for one action. */
export async function settleCase(tx: Tx, action_id: string, { id, now }: Change): Promise<void> {
  await settleCases(tx.db, [{ action_id, id, emit: tx.emit }], now);
}

function actionDecided(row: CaseRow, { authenticity_score }: CaseDecision) {
  const { action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes, beneficiaries_count } = row;
  return { action_id, quest_id, mission_id, zone_id, player_id, proof_ids, authenticity_score, duration_minutes, beneficiaries_count };
}
