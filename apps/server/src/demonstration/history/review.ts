import { proofContract, verificationContract } from "@oneheart/contracts";
import { isOperationError } from "@oneheart/kernel";
import type { Actor } from "./actor.ts";

const { listBlurredCopies, releaseCopy } = proofContract.operations;
const { claimReview, decideReview, getReview, appealProof } = verificationContract.operations;
/** What a careful look takes. */
const look_ms = 40_000;
const reasonsAgainst: Record<string, "other_place" | "used_before"> = {
  outside_zone: "other_place",
  picture_reused: "used_before",
  picture_similar: "used_before",
};

/** Reviewers look at all that waits, one after the other, beginning at `from`. What was photographed in another place, or sent before by somebody else, they reject. */
export async function reviewAll(reviewers: readonly Actor[], from: Date): Promise<void> {
  let moment = from.getTime();
  const next = () => {
    moment += look_ms;
    return new Date(moment);
  };
  for (let found = true; found; ) {
    found = false;
    for (const reviewer of reviewers) {
      const { review } = await reviewer.call(claimReview, {}, next());
      if (review === null) continue;
      found = true;
      const { item_id, task, flags } = await reviewer.call(getReview, { item_id: review.item_id }, next());
      const helped = task.reported_beneficiaries === null ? {} : { beneficiaries_confirmed: task.reported_beneficiaries };
      const [against] = flags.flatMap((flag) => reasonsAgainst[flag] ?? []);
      const decision =
        against === undefined
          ? ({ decision: "approve", reason_code: "convincing", ...helped } as const)
          : ({ decision: "reject", reason_code: against } as const);
      await reviewer.call(decideReview, { item_id, ...decision }, next());
    }
  }
}

/** Releases the blurred copies that are ready by now; those of the last days wait for whoever tries the demonstration. */
export async function releaseReady(reviewer: Actor, at: Date): Promise<void> {
  const { items } = await reviewer.call(listBlurredCopies, { state: "ready", limit: 100 }, at);
  for (const { copy_id, revision } of items)
    await reviewer.call(releaseCopy, { copy_id, revision_seen: revision }, at).catch((error: unknown) => {
      if (!isOperationError(error)) throw error;
    });
}

/** Somebody whose evidence was rejected asks for another look; too late or twice, nothing happens. */
export async function appeal(player: Actor, at: Date): Promise<void> {
  const { items } = await player.call(proofContract.operations.listProofs, { status: "rejected", limit: 1 }, at);
  const statement = "We worked along the path, a little outside of what the map shows. I was with the group the whole time.";
  for (const { proof_id } of items) {
    await player.call(appealProof, { id: proof_id, statement }, at).catch((error: unknown) => {
      if (!isOperationError(error)) throw error;
    });
  }
}
