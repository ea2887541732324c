import { z } from "zod";
import { defineContract, operation, signedIn } from "../common/define.ts";
import { Did, Id, IdOrDid, Location, listOf, paragraph, shape, Time } from "../common/shared.ts";

export const Player = shape("Player", {
  id: Id,
  user_did: Did,
  username: z.string(),
  /** For oneself and admins only. */
  email: z.string().optional(),
  /** For oneself and admins only. */
  location: Location.nullable().optional(),
  bio: z.string(),
  profile: shape("PlayerProfile", {
    level: z.int(),
    total_xp: z.int(),
    xp_to_next_level: z.int(),
    heart_tokens: z.int(),
    impact_credits: z.number(),
    streak_days: z.int(),
    badges: z.array(z.string()),
    created_at: Time,
  }),
  inventory: shape("InventoryCounts", { active_quests: z.int(), completed_missions: z.int(), purchased_items: z.array(z.string()) }),
});

const PurchasedItem = shape("PurchasedItem", {
  redemption_id: Id,
  reward_id: Id,
  name: z.string(),
  category: z.string(),
  status: z.string(),
  redeemed_at: Time,
});
const Badge = shape("Badge", {
  badge_type: z.string(),
  name: z.string(),
  description: z.string(),
  icon_url: z.string().nullable(),
  earned_at: Time,
});

/** When one did good: for a weekly rhythm that is nobody else's to see. */
export const ActionDays = shape("ActionDays", {
  /** Days of the last five weeks with a verified action, where it happened; the earliest first. */
  days: z.array(z.iso.date()),
  streak_days: z.int(),
});

const LeaderboardEntry = shape("LeaderboardEntry", { rank: z.int(), player_id: Id, user_did: Did, username: z.string(), xp: z.int() });

export const playerContract = defineContract({
  service: "player",
  operations: {
    getPlayer: operation({
      route: "GET /api/player/:id",
      summary: "A player's profile, by id, DID or `me`",
      access: signedIn,
      input: z.object({ id: z.union([IdOrDid, z.literal("me")]) }),
      output: Player,
      errors: { player_not_found: 404 },
    }),
    updatePlayer: operation({
      route: "PATCH /api/player/:id",
      summary: "Change one's own profile",
      access: signedIn,
      input: z.object({
        id: z.union([IdOrDid, z.literal("me")]),
        location: Location.nullable().optional(),
        bio: paragraph(500).optional(),
      }),
      output: Player,
      errors: { player_not_found: 404 },
    }),
    getInventory: operation({
      route: "GET /api/player/:id/inventory",
      summary: "Active quests, completed missions, purchases and badges; one's own, or any for an admin",
      access: signedIn,
      input: z.object({ id: z.union([IdOrDid, z.literal("me")]) }),
      output: shape("Inventory", {
        active_quests: z.int(),
        completed_missions: z.int(),
        purchased_items: z.array(PurchasedItem),
        badges: z.array(Badge),
      }),
      errors: { player_not_found: 404 },
    }),
    exportPlayer: operation({
      route: "GET /api/player/:id/export",
      summary: "All that is held about oneself, with one's evidence, as a ZIP archive",
      access: signedIn,
      answer: "bytes",
      input: z.object({ id: z.union([IdOrDid, z.literal("me")]) }),
      output: z.unknown(),
      errors: { player_not_found: 404 },
    }),
    actionDays: operation({
      route: "GET /api/me/days",
      summary: "The days of the last five weeks on which one did good",
      access: signedIn,
      input: z.object({}),
      output: ActionDays,
      errors: { player_not_found: 404 },
    }),
    leaderboard: operation({
      route: "GET /api/player/leaderboard",
      summary: "Players with the most XP of the day or the week (UTC)",
      access: signedIn,
      input: z.object({ period: z.enum(["daily", "weekly"]).default("weekly"), limit: z.int().min(1).max(100).default(20) }),
      output: listOf(LeaderboardEntry),
    }),
    resolveDid: operation({
      route: "GET /api/did/:did",
      summary: "The DID document of a player (W3C DID Core 1.0)",
      access: ["anyone"],
      input: z.object({ did: Did }),
      output: z.record(z.string(), z.unknown()),
      errors: { did_not_found: 404 },
    }),
  },
});
