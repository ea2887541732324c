import type { AssignmentRow, MissionRow } from "../store/rows.ts";
import { localDay } from "./local-day.ts";
import { expiryOf } from "./window.ts";

interface Start {
  id: string;
  /** 128 random bits in base64url. */
  nonce: string;
  now: Date;
  player: { id: string; user_did: string };
  zone: { time_zone: string };
}

/** A quest that starts now, with the mission's terms as they are. */
export function newQuest(mission: MissionRow & { min_minutes: number }, { id, nonce, now, player, zone }: Start): AssignmentRow {
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
    status: "active",
    nonce,
    min_minutes: mission.min_minutes,
    local_day: mission.quest_type === "daily" ? localDay(now, zone.time_zone) : null,
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
