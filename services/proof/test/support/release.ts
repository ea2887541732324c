import assert from "node:assert/strict";
import type { Readable } from "node:stream";
import { verificationInternal } from "@oneheart/contracts/internal";
import { isOperationError, type Principal } from "@oneheart/kernel";
import type { World } from "./world.ts";

export const refusedAs = (expected: string) => (error: unknown) =>
  isOperationError(error, expected) || assert.fail(`not ${expected}: ${error}`);

/** Sends evidence that verification then verifies, and waits for all that follows from it. */
export async function verified(
  world: World,
  media: Buffer | Readable,
  consent: { consent_public?: boolean; consent_sponsor?: boolean } = { consent_public: true, consent_sponsor: true },
): Promise<{ proof_id: string; player: Principal }> {
  const { facts, player } = await world.quest();
  const { proof_id, action_id } = await world.submit(facts, player, media, consent);
  await world.app.emit(verificationInternal.events.proofDecided, {
    proof_id,
    action_id,
    player_id: player.playerId,
    status: "verified",
    authenticity_score: 95,
    reason_code: "rules_passed",
    decision_no: 1,
  });
  await world.app.settled();
  return { proof_id, player };
}
