import type { Tx } from "@oneheart/kernel";
import { appealStore } from "./store/appeal.ts";
import { knownStore } from "./store/known.ts";
import { opinionStore } from "./store/opinion.ts";
import { queueStore } from "./store/queue.ts";

/**
 * What the player said in appeals and what reviewers wrote about the player goes, and nobody is shown the evidence any more. What a
 * reviewer who is gone held is given back.
 */
export async function eraseReviews(tx: Tx, player_id: string, now: Date): Promise<void> {
  await appealStore(tx).forgetStatements(player_id);
  await opinionStore(tx).forgetNotes(player_id);
  await knownStore(tx).forget(player_id);
  await queueStore(tx).closeOf(player_id, now);
  await queueStore(tx).freeAll(player_id, now);
}
