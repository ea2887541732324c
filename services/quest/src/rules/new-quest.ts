import { localDay } from "@oneheart/contracts";
import type { AssignmentRow, MissionRow } from "../store/rows.ts";
import { expiryOf } from "./window.ts";

interface Start {
  id: string;
  /** 128 random bits in base64url. */
  nonce: string;
  now: Date;
  player: { id: string; user_did: string };
  zone: { location_lat: number; location_lng: number; radius_km: number; impact_factor_bps: number; time_zone: string };
}

/** A quest that starts now, with the terms of its mission and zone as they are. */
export function newQuest(mission: MissionRow & { min_minutes: number }, { id, nonce, now, player, zone }: Start): AssignmentRow {
  const today = localDay(now, zone.time_zone);
  return {
    id,
    player_id: player.id,
    player_did: player.user_did,
    mission_id: mission.id,
    zone_id: mission.zone_id,
    mission_type: mission.mission_type,
    quest_type: mission.quest_type,
    title: mission.title,
    description: mission.description,
    base_xp: mission.base_xp,
    base_tokens: mission.base_tokens,
    difficulty_level: mission.difficulty_level,
    min_level: mission.min_level,
    expected_minutes: mission.expected_minutes,
    witnesses_required: mission.witnesses_required,
    zone_lat: zone.location_lat,
    zone_lng: zone.location_lng,
    zone_radius_km: zone.radius_km,
    zone_factor_bps: zone.impact_factor_bps,
    time_zone: zone.time_zone,
    belongs_to: today,
    status: "active",
    nonce,
    min_minutes: mission.min_minutes,
    local_day: mission.quest_type === "daily" ? today : null,
    started_at: now,
    expires_at: expiryOf(mission, now),
    submitted_at: null,
    completed_at: null,
    duration_minutes: null,
    reported_minutes: null,
    beneficiaries_count: null,
    reward_xp: null,
    reward_tokens: null,
    reward_explained: [],
    failure_reason: null,
    created_at: now,
  };
}
