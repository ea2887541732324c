import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { correctionOf, countImpact } from "../workflows/count-impact.ts";

/** An action whose approval was taken back counts no more. */
export const onImpactReversed = subscribeBatch("on-impact-reversed", impactInternal.events.impactReversed, {
  run: (_, ctx) =>
    ctx.once((db, members) =>
      countImpact(
        db,
        members.map(({ payload }) => correctionOf("impact.reversal", payload)),
      ),
    ),
});
