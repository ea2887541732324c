/** What neighbouring services say of something plain; fields that matter to a test go over it. */
import { randomUUID } from "node:crypto";
import type { mapContract, Output, questContract } from "@oneheart/contracts";
import type { playerInternal, proofInternal } from "@oneheart/contracts/internal";

type Zone = Output<typeof mapContract.operations.getZone>;
type Mission = Output<typeof questContract.operations.getMission>;
type Action = Output<typeof proofInternal.operations.actionFacts>;
type Player = Output<typeof playerInternal.operations.findPlayers>["items"][number];

const created_at = "2026-01-01T00:00:00.000Z";
const bangkok = { location_lat: 13.73, location_lng: 100.52 };

/** A zone in Bangkok. */
export function plainZone(over: Partial<Zone> = {}): Zone {
  const about = {
    zone_type: "urban",
    name: "Bang Rak",
    description: "",
    impact_factor_bps: 10_000,
    time_zone_is_set: false,
    is_active: true,
    retired_at: null,
  };
  return { id: randomUUID(), ...about, ...bangkok, radius_km: 2, time_zone: "Asia/Bangkok", created_at, ...over };
}

/** A daily mission that anybody may take. */
export function plainMission(over: Partial<Mission> = {}): Mission {
  const about = { mission_type: "cleanup", quest_type: "daily" as const, title: "Pick up litter", description: "" };
  const terms = { base_xp: 50, base_tokens: 5, difficulty_level: 1, min_level: 1, expected_minutes: 60, required_badges: [] };
  const open = { story: null, community_goal: null, community_progress: 0, starts_at: null, ends_at: null, is_active: true };
  const changes = { begun_at: null, version: 1 };
  return { id: randomUUID(), zone_id: randomUUID(), ...about, ...terms, ...open, ...changes, created_at, ...over };
}

/** An hour of work. */
export function plainAction(over: Partial<Action> = {}): Action {
  const ids = { action_id: randomUUID(), quest_id: randomUUID(), mission_id: randomUUID(), player_id: randomUUID() };
  return { ...ids, action_type: "cleanup", ...bangkok, duration_minutes: 60, beneficiaries_count: 0, timestamp: created_at, ...over };
}

/** Somebody who has done nothing yet. */
export function plainPlayer(over: Partial<Player> & { id: string }): Player {
  const progress = { level: 1, total_xp: 0, streak_days: 0, last_action_day: null, badges: [] };
  return { user_did: didOf(over.id), username: `player_${over.id}`, ...progress, ...over };
}

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A DID of the right shape that follows from the id. */
export function didOf(player_id: string): string {
  const letters = [...player_id.replaceAll("-", "")].map((digit) => alphabet[Number.parseInt(digit, 16)]);
  return `did:oneheart:z${letters.join("")}${"1".repeat(15)}`;
}
