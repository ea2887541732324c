import { reasonsFor, verificationContract } from "@oneheart/contracts";
import { handle, type Tx } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { caseStore } from "../cases/store.ts";
import { giveOpinion } from "../review/give-opinion.ts";
import { drawSecret } from "../review/secret.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { queueStore } from "../review/store/queue.ts";

/** A person decides the item that they hold, and with it perhaps the action. */
export const decideReview = handle(verificationContract.operations.decideReview, async (input, ctx) => {
  const { item_id, decision, reason_code } = input;
  const reasons = reasonsFor(decision);
  if (!reasons.includes(reason_code)) ctx.fail("reason_not_for_decision", { reasons });
  const reviewer_id = ctx.principal.playerId;
  const change = { id: ctx.newId(), now: ctx.clock.now(), secret: drawSecret(ctx) };
  const [found] = await queueStore(ctx).heldBy(reviewer_id, change.now);
  if (found?.item_id !== item_id) return ctx.fail("review_not_held");

  // JSON takes half a surrogate pair, PostgreSQL's does not.
  const note = input.note?.toWellFormed() ?? null;
  const beneficiaries_confirmed = input.beneficiaries_confirmed ?? null;
  const opinion = { decision, reviewer_id, reason_code, note, beneficiaries_confirmed };
  return ctx.answer(async (tx) => {
    // The order in which everybody locks: the action, the proof, the item.
    await caseStore(tx).lockAction(found.action_id);
    const row = await assessmentStore(tx).lock(found.proof_id);
    const item = await queueStore(tx).held(reviewer_id, change.now);
    if (row === undefined || item?.item_id !== item_id) return ctx.fail("review_not_held");
    const isBarred = found.player_id === reviewer_id || (await opinionStore(tx).isBarred(found.proof_id, reviewer_id));
    if (isBarred) ctx.fail("reviewer_not_eligible");
    const reported = decision === "approve" ? await reportedOf(tx, found.action_id) : 0;
    if ((beneficiaries_confirmed ?? 0) > reported) ctx.fail("more_than_reported", { reported });
    await giveOpinion(tx, item, row, opinion, change);
    return { item_id, decision, reason_code, decided_at: change.now.toISOString() };
  });
});

/** How many people can be confirmed at most. Unknown until the quest is handed in; what is reported then is the limit. */
async function reportedOf(tx: Tx, action_id: string): Promise<number> {
  return (await caseStore(tx).report(action_id))?.beneficiaries_count ?? Number.POSITIVE_INFINITY;
}
