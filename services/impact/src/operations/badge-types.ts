import { ImpactRules } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { impactStore } from "../store/impact.ts";

/** Every badge that any version of the rules gives: earlier ones, too, since what they gave is still held. */
export const badgeTypes = handle(impactInternal.operations.badgeTypes, async (_, ctx) => {
  const sets = await impactStore(ctx).ruleSets();
  const items = new Set(sets.flatMap(({ rules }) => ImpactRules.parse(rules).badges.map(({ badge_type }) => badge_type)));
  return { items: [...items].sort() };
});
