import type { QuestType } from "@oneheart/contracts";
import type { Sentence } from "@oneheart/messages";
import type { StoredStatus } from "../rules/status.ts";
import type { Standing } from "../rules/unlocking.ts";

/** What a quest keeps of its mission as it was when the quest began. */
type MissionTerms = {
  zone_id: string;
  mission_type: string;
  quest_type: QuestType;
  title: string;
  description: string;
  base_xp: number;
  base_tokens: number;
  difficulty_level: number;
  min_level: number;
  expected_minutes: number;
  witnesses_required: number;
};

/** What a quest keeps of its zone as it was when the quest began; null in quests begun before this was kept. */
type ZoneTerms = {
  zone_lat: number | null;
  zone_lng: number | null;
  zone_radius_km: number | null;
  zone_factor_bps: number | null;
  time_zone: string | null;
  /** The day to which the quest belongs whenever it is done or approved: that of its start, on the zone's calendar. */
  belongs_to: string | null;
};

export type MissionRow = MissionTerms & {
  id: string;
  story_key: string | null;
  story_chapter: number | null;
  community_goal: number | null;
  community_progress: number;
  required_badges: string[];
  starts_at: Date | null;
  ends_at: Date | null;
  is_active: boolean;
  created_at: Date;
  begun_at: Date | null;
  version: number;
};

/** A mission, what one player did with it, and the minutes that a quest of it takes at least today. */
export type MissionStanding = MissionRow & Standing & { min_minutes: number };

/** A quest as its table holds it. */
export type AssignmentRow = MissionTerms &
  ZoneTerms & {
    id: string;
    player_id: string;
    player_did: string;
    mission_id: string;
    status: StoredStatus;
    nonce: string;
    min_minutes: number;
    /** Daily: the day that it uses up. */
    local_day: string | null;
    started_at: Date;
    expires_at: Date;
    submitted_at: Date | null;
    completed_at: Date | null;
    /** What counts of `reported_minutes`, which old rows lack. */
    duration_minutes: number | null;
    reported_minutes: number | null;
    beneficiaries_count: number | null;
    reward_xp: number | null;
    reward_tokens: number | null;
    /** Words, where they were stored before there were messages. */
    reward_explained: Sentence[];
    failure_reason: string | null;
    created_at: Date;
  };

/** A quest with the shared goal of its mission as it stands. */
export type QuestRow = AssignmentRow & Pick<MissionRow, "community_goal" | "community_progress">;

type QuestEvent = "started" | "submitted" | "completed" | "failed" | "abandoned" | "expired";
export type EventRow = { id: string; quest_id: string; event: QuestEvent; at: Date; detail: Record<string, unknown> };
