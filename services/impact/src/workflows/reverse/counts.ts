import type { AwardRow } from "../../store/corrections.ts";
import type { PlayerCounts } from "../../store/impact.ts";

/** A player's counts without an award, or with it again. Badges that came with it can be earned anew. */
export function recounted(counts: PlayerCounts, { facts, badges }: Pick<AwardRow, "facts" | "badges">, by: 1 | -1) {
  const { mission_type, calculation } = facts;
  const before = Object.hasOwn(counts.missions, mission_type) ? counts.missions[mission_type]! : 0;
  const others = counts.badges.filter((badge) => !badges.includes(badge));
  return {
    actions: Number(counts.actions) + by,
    beneficiaries: Number(counts.beneficiaries) + by * calculation.beneficiaries_count,
    missions: { ...counts.missions, [mission_type]: before + by },
    badges: by === 1 ? [...others, ...badges] : others,
  };
}
