import type { ReviewPolicy } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import type { AssessmentRow } from "../assessment/store.ts";
import type { Change } from "../cases/settle-case.ts";
import { conclude } from "./conclude.ts";
import type { Opinion } from "./decide-proof.ts";
import { isDrawn } from "./rules/draw.ts";
import { standingOf } from "./rules/opinions.ts";
import { reliabilityOf } from "./rules/reliability.ts";
import { wantsSecondOpinion } from "./rules/second-opinion.ts";
import { knownStore } from "./store/known.ts";
import { type OpinionRow, opinionStore } from "./store/opinion.ts";
import { policyStore } from "./store/policy.ts";
import { type QueueItem, queueStore } from "./store/queue.ts";

const lately_ms = 30 * 86_400_000;

/** An opinion with how many of the people whom the player reported it confirms; null for nothing said of it. */
interface GivenOpinion extends Opinion {
  beneficiaries_confirmed: number | null;
}

/** Records what a reviewer says of an item, and does what follows once enough was said. The caller holds the locks. */
export async function giveOpinion(
  tx: Tx,
  item: QueueItem,
  row: AssessmentRow,
  opinion: GivenOpinion,
  { secret, ...change }: Change & { secret: Buffer },
): Promise<void> {
  const { reviewer_id, decision, reason_code } = opinion;
  const opinions = opinionStore(tx);
  const policy = await policyStore(tx).get();
  const counts = await opinions.reviewer(reviewer_id, change.now);
  await opinions.add({ id: change.id, item_id: item.id, proof_id: item.proof_id, ...opinion, created_at: change.now });
  await opinions.countDecision(reviewer_id);
  if (item.purpose === "known") {
    await judgeKnown(tx, item, opinion);
    return conclude(tx, item, row, opinion, change);
  }

  const given = await opinions.ofItem(item.id);
  if (given.length === 2) await compare(tx, given);
  const { decides_alone } = reliabilityOf(counts, policy);
  const standing = standingOf(
    given.map((one) => one.decision),
    given.length === 1 && (await asksForSecond(tx, item, opinion, { policy, decides_alone, secret, now: change.now })),
  );
  const { proof_id, action_id, player_id, purpose: kind } = item;
  const said = { proof_id, action_id, player_id, reviewer_id, kind, decision, reason_code, final: "decision" in standing };
  tx.emit(verificationInternal.events.reviewDecided, said);
  if ("needs" in standing) return queueStore(tx).askAgain(item.id, standing.needs);
  // The newest of those who agree speaks for the outcome.
  const last = given.findLast((one) => one.decision === standing.decision)!;
  await conclude(tx, item, row, last, change);
}

async function judgeKnown(tx: Tx, { proof_id }: QueueItem, { reviewer_id, decision }: Opinion): Promise<void> {
  const answer = await knownStore(tx).answer(proof_id);
  // An administrator took the case back in the meantime.
  if (answer === undefined) return;
  await opinionStore(tx).countKnown(reviewer_id, (answer === "authentic") === (decision === "approve"));
}

async function compare(tx: Tx, [first, second]: OpinionRow[]): Promise<void> {
  const reviewers = [first!.reviewer_id, second!.reviewer_id];
  await opinionStore(tx).countSecond(reviewers, first!.decision === second!.decision);
}

async function asksForSecond(
  tx: Tx,
  { id, purpose, stake_tokens, hard }: QueueItem,
  { decision, reviewer_id }: Opinion,
  { policy, decides_alone, secret, now }: { policy: ReviewPolicy; decides_alone: boolean; secret: Buffer; now: Date },
): Promise<boolean> {
  const has_others = await opinionStore(tx).hasOthers(reviewer_id, new Date(now.getTime() - lately_ms));
  const is_drawn = isDrawn(secret, `second:${id}`, policy.second_opinion_bps);
  return wantsSecondOpinion({ purpose, decision, stake_tokens, hard, decides_alone, is_drawn, has_others }, policy);
}
