import { socialInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { noteActivity } from "../workflows/note-activity.ts";

/** Whoever witnesses is active. */
export const onProofWitnessed = subscribeBatch("on-proof-witnessed", socialInternal.events.proofWitnessed, {
  run: (events, ctx) =>
    noteActivity(
      ctx,
      events.map(({ payload, event }) => ({ player_id: payload.witness_id, at: event.emittedAt })),
    ),
});
