import { questContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";

interface Places {
  zone_ids: readonly string[];
  mission_ids: readonly string[];
}

/** Why a campaign cannot name these places: there is none of that name. */
export async function placeProblem({ zone_ids, mission_ids }: Places, ctx: Pick<BaseContext, "call">) {
  if (zone_ids.length > 0) {
    const { items } = await ctx.call(mapInternal.operations.findZones, { ids: [...zone_ids] });
    const missing = zone_ids.find((id) => !items.some((zone) => zone.id === id));
    if (missing !== undefined) return { code: "zone_not_found", context: { zone_id: missing } } as const;
  }
  for (const id of mission_ids) {
    const found = await ctx.call(questContract.operations.getMission, { id }).catch((error: unknown) => {
      if (isOperationError(error, "mission_not_found")) return undefined;
      throw error;
    });
    if (found === undefined) return { code: "mission_not_found", context: { mission_id: id } } as const;
  }
  return undefined;
}

/** Ids as the database writes them, each once. */
export function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}
