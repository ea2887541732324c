/** How a reward is handed over. */
export type Fulfilment = "automatic" | "manual" | "codes" | "pickup" | "webhook";

const digital = new Set(["digital", "badge", "certificate"]);

/** How a reward of a category is handed over when nobody says it: what is digital at once, everything else by a person. */
export function usualFulfilment(category: string): Fulfilment {
  return digital.has(category.toLowerCase()) ? "automatic" : "manual";
}

/** Whether nobody outside has to do anything, so that a redemption is fulfilled at once. */
export function isAtOnce(fulfilment: Fulfilment): boolean {
  return fulfilment === "automatic" || fulfilment === "codes";
}

/** Whether something waits for the player to come for it. */
export function waitsToBeCollected(fulfilment: Fulfilment): boolean {
  return fulfilment === "manual" || fulfilment === "pickup";
}

const day_ms = 86_400_000;

/** Whether a reward can be redeemed at a moment. The end is exclusive. */
export function isOpen({ starts_at, ends_at }: { starts_at: Date | null; ends_at: Date | null }, now: Date): boolean {
  return (starts_at === null || starts_at <= now) && (ends_at === null || now < ends_at);
}

/** Until when a redemption can be collected; only what the reward announces expires. */
export function expiryOf({ claim_days, fulfilment }: { claim_days: number | null; fulfilment: Fulfilment }, now: Date): Date | null {
  return claim_days === null || !waitsToBeCollected(fulfilment) ? null : new Date(now.getTime() + claim_days * day_ms);
}

/** From when on a player's redemptions count against the limit; undefined for all that there ever were. */
export function limitedSince(player_limit_days: number | null, now: Date): Date | undefined {
  return player_limit_days === null ? undefined : new Date(now.getTime() - player_limit_days * day_ms);
}

/** When a player may redeem again who redeemed as often as allowed at these moments; null for never. */
export function againAt(
  redeemed: readonly Date[],
  { player_limit, player_limit_days }: { player_limit: number; player_limit_days: number | null },
): Date | null {
  if (player_limit_days === null) return null;
  const oldest = [...redeemed].sort((a, b) => b.getTime() - a.getTime())[player_limit - 1];
  return oldest === undefined ? null : new Date(oldest.getTime() + player_limit_days * day_ms);
}

/** What is wrong with the fields of a reward together; undefined when nothing is. */
export function offerProblem(offer: {
  starts_at: Date | null;
  ends_at: Date | null;
  player_limit: number | null;
  player_limit_days: number | null;
}): { path: string; word: "ends_before_start" | "days_without_limit" } | undefined {
  if (offer.starts_at !== null && offer.ends_at !== null && offer.ends_at <= offer.starts_at)
    return { path: "ends_at", word: "ends_before_start" };
  if (offer.player_limit === null && offer.player_limit_days !== null) return { path: "player_limit_days", word: "days_without_limit" };
  return undefined;
}
