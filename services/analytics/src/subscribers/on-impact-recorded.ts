import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { countImpact } from "../workflows/count-impact.ts";

/** A verified action counts in every figure. */
export const onImpactRecorded = subscribeBatch("on-impact-recorded", impactInternal.events.impactRecorded, {
  run: (_, ctx) =>
    ctx.once((db, members) =>
      countImpact(
        db,
        members.map(({ payload }) => ({ recorded: payload })),
      ),
    ),
});
