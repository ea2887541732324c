import type { Calculation } from "./calculation.ts";
import { ONE_BPS } from "./fixed-point.ts";
import type { Cap } from "./limits.ts";

type Reduction = Calculation["reductions"] extends infer R | undefined ? Exclude<R, undefined> : never;

const owners: Record<Cap, string> = {
  player_day: "The most that one player can earn in a day is",
  newcomer_day: "New players earn less in a day until they have helped on several days: today's most is",
  mission_day: "The most that this mission pays in a day, to all players together, is",
  zone_day: "The most that this zone pays in a day, to all players together, is",
  cover: "The most that was reserved for this quest is",
};
const units = { xp: "XP", tokens: "tokens" } as const;

/** What an award came to and why, in sentences for its player: factors that changed it, people helped, limits that reduced it. */
export function explain(calculation: Calculation, helped: { reported: number; confirmed: number }): string[] {
  const factors = calculation.factors.filter(({ bps }) => bps !== ONE_BPS).map(({ because }) => because);
  return [...factors, ...peopleHelped(helped), ...(calculation.reductions ?? []).map(wordsOf)];
}

/** Why a limit made an award smaller. */
function wordsOf({ of, cap, limit, used, full, paid }: Reduction[number]): string {
  const unit = units[of];
  return `${owners[cap]} ${limit} ${unit}. ${used} were earned before, so ${paid} of ${full} ${unit} were paid.`;
}

/** A limit and what is left of it. */
export function limitInWords(of: keyof typeof units, { cap, limit, used }: { cap: Cap; limit: number; used: number }): string {
  return `${owners[cap]} ${limit} ${units[of]}; ${Math.max(0, limit - used)} are left.`;
}

function peopleHelped({ reported, confirmed }: { reported: number; confirmed: number }): string[] {
  if (reported === 0 || confirmed === reported) return [];
  if (confirmed === 0) return [`Nobody has confirmed that ${reported} people were helped, so they do not count.`];
  return [`${confirmed} of the ${reported} people helped were confirmed, and count.`];
}
