import { createHash } from "node:crypto";

/** So many different orders must be possible that chance alone rarely looks like an effect. */
const ORDERS_MIN = 60;
const DAY_MS = 86_400_000;

/** Zones start one group after the other, so many days apart. */
export interface StaggeredPlan {
  groups: number;
  days_apart: number;
}

interface Period {
  starts_at: Date;
  ends_at: Date;
}

/** Why chance cannot decide this start; undefined where it can. */
export function staggerProblem(
  plan: StaggeredPlan,
  places: { zone_ids: readonly string[]; mission_ids: readonly string[] } & Period,
  now: Date,
) {
  if (places.mission_ids.length > 0) return "zones_only" as const;
  if (places.starts_at <= now) return "starts_too_soon" as const;
  if (ordersOf(places.zone_ids.length, plan.groups) < ORDERS_MIN) return "too_few_orders" as const;
  return startOf(plan.groups - 1, plan, places.starts_at) >= places.ends_at ? ("too_short" as const) : undefined;
}

/** How many ways there are to divide zones into groups of about one size: n! over the product of the sizes' factorials. */
export function ordersOf(zones: number, groups: number): number {
  if (zones < groups) return 0;
  const sizes = Map.groupBy(
    groupsOf(
      Array.from({ length: zones }, (_, index) => index),
      groups,
    ),
    (group) => group,
  );
  let orders = 1;
  let placed = 0;
  for (const members of sizes.values()) for (let of = 1; of <= members.length; of += 1) orders = (orders * ++placed) / of;
  return orders;
}

/**
 * The order that chance gave: zones by SHA-256(entropy, campaign, zone), joined by line ends. The entropy is the hash of a leaf of the log
 * that did not exist when the campaign was made, so nobody chose the order, and anyone can repeat it.
 */
export function orderOf(entropy: string, campaign_id: string, zone_ids: readonly string[]): string[] {
  const rank = (zone_id: string) => createHash("sha256").update(`${entropy}\n${campaign_id}\n${zone_id}`).digest("hex");
  return zone_ids
    .map((zone_id) => ({ zone_id, rank: rank(zone_id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ zone_id }) => zone_id);
}

/** The group of each in an order, counted from 0: groups differ by one at most. */
export function groupsOf(order: readonly unknown[], groups: number): number[] {
  return order.map((_, index) => Math.floor((index * groups) / order.length));
}

/** When a group starts. */
export function startOf(group: number, { days_apart }: StaggeredPlan, starts_at: Date): Date {
  return new Date(starts_at.getTime() + group * days_apart * DAY_MS);
}
