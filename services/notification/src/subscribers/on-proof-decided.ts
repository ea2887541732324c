import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { proofNotice } from "../rules/notices.ts";
import { notifyAll } from "../workflows/notifications.ts";

/** Tells that a person looks at the evidence now. */
export const onProofDecided = subscribeBatch("on-proof-decided", verificationInternal.events.proofDecided, {
  run: (events, ctx) =>
    notifyAll(
      ctx,
      events.map(({ payload, event }) => ({ event, player_id: payload.player_id, notices: [proofNotice(payload) ?? []].flat() })),
    ),
});
