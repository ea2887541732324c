import { mapContract, type questContract, type Refusal } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";

type Calls = Pick<BaseContext, "call">;

interface Named {
  zone_id?: string;
  required_badges?: readonly string[];
}

type Problem = Refusal<typeof questContract.operations.createMission, "zone_not_found" | "zone_retired" | "badge_unknown">;

/** Why a mission cannot name its zone or its badges: there is none, or no rules have ever given them. */
export async function neighbourProblem({ zone_id, required_badges = [] }: Named, ctx: Calls): Promise<Problem | undefined> {
  const [zone, badges] = await Promise.all([
    zone_id === undefined ? undefined : zoneProblem(zone_id, ctx),
    unknownBadges(required_badges, ctx),
  ]);
  if (zone !== undefined) return { code: zone, context: { zone_id: zone_id! } };
  return badges === undefined ? undefined : { code: "badge_unknown", context: badges };
}

async function zoneProblem(id: string, ctx: Calls): Promise<"zone_retired" | "zone_not_found" | undefined> {
  try {
    const { retired_at } = await ctx.call(mapContract.operations.getZone, { id });
    return retired_at === null ? undefined : "zone_retired";
  } catch (error) {
    if (isOperationError(error, "zone_not_found")) return "zone_not_found";
    throw error;
  }
}

async function unknownBadges(required: readonly string[], ctx: Calls) {
  if (required.length === 0) return undefined;
  const { items: known } = await ctx.call(impactInternal.operations.badgeTypes, {});
  const badges = required.filter((badge) => !known.includes(badge));
  return badges.length === 0 ? undefined : { badges, known };
}
