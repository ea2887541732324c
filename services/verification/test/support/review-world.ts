import assert from "node:assert/strict";
import { type ReviewPolicy, type ReviewReason, verificationContract } from "@oneheart/contracts";
import { isOperationError, type Principal } from "@oneheart/kernel";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import { plainPhotograph } from "./photographs.ts";
import * as reviewing from "./reviewing.ts";
import { openWorld, type Quest, type World } from "./world.ts";

const { setReviewPolicy } = verificationContract.operations;

export interface Waiting {
  proof_id: string;
  quest: Quest;
}

/** The world of verification as reviewers know it. */
export interface ReviewWorld extends World {
  /** A proof that waits for a person; in a later quest when asked with its change. */
  waiting(change?: Parameters<World["quest"]>[0], sent?: Parameters<World["submit"]>[2]): Promise<Waiting>;
  /** A proof that the rules verified, not handed in. */
  verified(change?: Parameters<World["quest"]>[0]): Promise<Waiting>;
  /** A handed-in proof that the rules verified: six in a world at most, as there are so many different photographs. */
  automatic(change?: Parameters<World["quest"]>[0]): Promise<Waiting>;
  reviewer(): Principal;
  claim(as: Principal): Promise<reviewing.Review | null>;
  /** What a reviewer is shown who holds the proof: as if it had been next, unless somebody else holds it. */
  look(proof_id: string, as: Principal): Promise<reviewing.ReviewDetail>;
  itemOf(proof_id: string, as: Principal): Promise<string>;
  /** Decides it, as if it had been next. */
  decide(proof_id: string, decision: "approve" | "reject", as: Principal, reason_code?: ReviewReason): Promise<unknown>;
  policy(change: Partial<ReviewPolicy>): Promise<ReviewPolicy>;
  queue(): Promise<reviewing.Review[]>;
  count(table: string): Promise<number>;
}

export const code = (expected: string) => (error: unknown) => isOperationError(error, expected) || assert.fail(`not ${expected}: ${error}`);

export async function openReviewWorld(): Promise<ReviewWorld> {
  const world = await openWorld();
  const { app } = world;
  let used = 0;
  const reviews: ReviewWorld = {
    ...world,
    async waiting(change, sent) {
      const quest = await world.quest(change);
      const proof_id = await world.submit(quest, await newPicture(), { nonce: undefined, ...sent });
      await app.settled();
      assert.equal((await world.assessment(proof_id)).status, "in_review");
      return { proof_id, quest };
    },
    async verified(change) {
      const quest = await world.quest(change);
      const proof_id = await world.submit(quest, await newPicture());
      await app.settled();
      assert.equal((await world.assessment(proof_id)).status, "verified");
      return { proof_id, quest };
    },
    async automatic(change) {
      const quest = await world.quest(change);
      used += 1;
      const proof_id = await world.submit(quest, await plainPhotograph(used as 1));
      await world.handIn(quest, [proof_id]);
      await app.settled();
      assert.equal(world.decisions(quest).verified.length, 1, "the rules verified it");
      return { proof_id, quest };
    },
    reviewer: () => app.user("reviewer"),
    claim: (as) => reviewing.claim(app, as),
    look: (proof_id, as) => reviewing.look(app, proof_id, as),
    itemOf: async (proof_id, as) => (await reviewing.itemOf(app, proof_id, as)).item_id,
    decide: (proof_id, decision, as, reason_code = "other") => reviewing.decide(app, proof_id, { decision, reason_code }, as),
    policy: (change) => app.call(setReviewPolicy, change, { as: app.user("admin") }),
    queue: () => reviewing.queue(app),
    async count(table) {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(app.db);
      return rows[0]!.count;
    },
  };
  return reviews;
}
