import { type Message, message } from "@oneheart/messages";
import type { Calculation } from "./calculation.ts";
import { ONE_BPS } from "./fixed-point.ts";
import { type Limit, roomOf } from "./limits.ts";

type Reduction = NonNullable<Calculation["reductions"]>[number];

/** What an award came to and why, for its player: factors that changed it, people helped, limits that reduced it. */
export function explain(calculation: Calculation, helped: { reported: number; confirmed: number }): Message[] {
  const factors = calculation.factors.filter(({ bps }) => bps !== ONE_BPS).map(({ because }) => because);
  return [...factors, ...peopleHelped(helped), ...(calculation.reductions ?? []).map(explainReduction)];
}

/** Why a cap made an award smaller. */
function explainReduction({ of: unit, ...reduction }: Reduction): Message {
  if (reduction.cap === "same_kind") return message("reward.same_kind", { unit, ...reduction });
  return message("reward.reduced", { unit, ...reduction });
}

/** A limit and what is left of it. */
export function explainLimit(unit: Reduction["of"], limit: Limit): Message {
  return message("reward.limit_left", { unit, cap: limit.cap, limit: limit.limit, left: roomOf(limit) });
}

function peopleHelped({ reported, confirmed }: { reported: number; confirmed: number }): Message[] {
  if (reported === 0 || confirmed === reported) return [];
  if (confirmed === 0) return [message("reward.nobody_confirmed", { reported })];
  return [message("reward.some_confirmed", { confirmed, reported })];
}
