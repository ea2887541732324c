import { proofInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";

/** One action for other services. */
export const actionFacts = handle(proofInternal.operations.actionFacts, async ({ id }, ctx) => {
  const action = (await proofStore(ctx).action(id)) ?? ctx.fail("action_not_found");
  return {
    action_id: action.id,
    quest_id: action.quest_id,
    mission_id: action.mission_id,
    player_id: action.player_id,
    action_type: action.action_type,
    location_lat: action.location_lat,
    location_lng: action.location_lng,
    duration_minutes: action.duration_minutes,
    beneficiaries_count: action.beneficiaries_count,
    timestamp: action.timestamp.toISOString(),
  };
});
