import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { correctionOf, countImpact } from "../workflows/count-impact.ts";

/** An action that was verified again after an appeal counts again. */
export const onImpactReinstated = subscribeBatch("on-impact-reinstated", impactInternal.events.impactReinstated, {
  run: (_, ctx) =>
    ctx.once((db, members) =>
      countImpact(
        db,
        members.map(({ payload }) => correctionOf("impact.reinstatement", payload)),
      ),
    ),
});
