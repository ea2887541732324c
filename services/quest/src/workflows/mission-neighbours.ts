import { impactContract, mapContract } from "@oneheart/contracts";
import { type BaseContext, isOperationError } from "@oneheart/kernel";

interface Named {
  zone_id?: string;
  required_badges?: readonly string[];
}

interface Problem {
  code: "zone_not_found" | "badge_unknown";
  context: Record<string, unknown>;
}

/** What a mission names that no other service knows: a zone, or a badge that no rules have ever given. */
export async function neighbourProblem(
  { zone_id, required_badges = [] }: Named,
  ctx: Pick<BaseContext, "call">,
): Promise<Problem | undefined> {
  const [found, badges] = await Promise.all([zone_id === undefined || hasZone(zone_id, ctx), unknownBadges(required_badges, ctx)]);
  if (!found) return { code: "zone_not_found", context: { zone_id } };
  return badges === undefined ? undefined : { code: "badge_unknown", context: badges };
}

async function hasZone(id: string, ctx: Pick<BaseContext, "call">): Promise<boolean> {
  try {
    await ctx.call(mapContract.operations.getZone, { id });
    return true;
  } catch (error) {
    if (isOperationError(error, "zone_not_found")) return false;
    throw error;
  }
}

async function unknownBadges(required: readonly string[], ctx: Pick<BaseContext, "call">) {
  if (required.length === 0) return undefined;
  const { items: known } = await ctx.call(impactContract.operations.badgeTypes, {});
  const badges = required.filter((badge) => !known.includes(badge));
  return badges.length === 0 ? undefined : { badges, known };
}
