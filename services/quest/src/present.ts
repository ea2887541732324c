import type { Output, questContract } from "@oneheart/contracts";
import type { questInternal } from "@oneheart/contracts/internal";
import type { Sentence } from "@oneheart/messages";
import { type CountedTime, explainTime, minutesBetween } from "./rules/counted-time.ts";
import { explainPeople, type PeopleHelped } from "./rules/people-helped.ts";
import { handInFrom, handInUntil, statusAt } from "./rules/status.ts";
import type { StartRefusal } from "./rules/unlocking.ts";
import type { MissionRow, MissionStanding, QuestRow } from "./store/rows.ts";

type Operations = typeof questContract.operations;
export type Mission = Output<Operations["getMission"]>;
export type Quest = Output<Operations["completeQuest"]>;
/** A quest without its next step, which depends on what was sent for it, and whose texts have no language yet. */
export interface QuestFields extends Omit<Quest, "next_step" | "time" | "people" | "reward_explained"> {
  time: CountedTime | null;
  people: PeopleHelped | null;
  reward_explained: Sentence[];
}
export type QuestFacts = Output<typeof questInternal.operations.questFacts>;
export type Challenge = Output<Operations["startQuest"]>["challenge"];

/** A mission as clients see it. */
export function presentMission({ story_key, story_chapter, ...row }: MissionRow): Mission {
  return {
    ...row,
    story: story_key === null || story_chapter === null ? null : { key: story_key, chapter: story_chapter },
    starts_at: timeOf(row.starts_at),
    ends_at: timeOf(row.ends_at),
    created_at: row.created_at.toISOString(),
    begun_at: timeOf(row.begun_at),
  };
}

/** A quest as clients see it at a moment. */
export function presentQuest(row: QuestRow, now: Date): QuestFields {
  return {
    quest_id: row.id,
    mission_id: row.mission_id,
    zone_id: row.zone_id,
    player_did: row.player_did,
    title: row.title,
    description: row.description,
    mission_type: row.mission_type,
    quest_type: row.quest_type,
    status: statusAt(row, now),
    created_at: row.created_at.toISOString(),
    started_at: row.started_at.toISOString(),
    submitted_at: timeOf(row.submitted_at),
    completed_at: timeOf(row.completed_at),
    expires_at: row.expires_at.toISOString(),
    hand_in_until: handInEnd(row, now),
    reward_xp: row.reward_xp ?? row.base_xp,
    reward_tokens: row.reward_tokens ?? row.base_tokens,
    reward_explained: row.reward_explained,
    difficulty_level: row.difficulty_level,
    min_level: row.min_level,
    expected_minutes: row.expected_minutes,
    min_minutes: row.min_minutes,
    hand_in_from: statusAt(row, now) === "active" ? handInFrom(row).toISOString() : null,
    time: timeOfWork(row, now),
    people: peopleOf(row, now),
    witnesses_required: row.witnesses_required,
    locked_because: [],
    community: communityOf(row),
    failure_reason: row.failure_reason,
  };
}

/** A mission as a quest that the player could start, and what keeps them from it. */
export function presentAvailable(mission: MissionStanding, player_did: string, refusals: StartRefusal[]): QuestFields {
  return {
    quest_id: null,
    mission_id: mission.id,
    zone_id: mission.zone_id,
    player_did,
    title: mission.title,
    description: mission.description,
    mission_type: mission.mission_type,
    quest_type: mission.quest_type,
    status: "available",
    created_at: null,
    started_at: null,
    submitted_at: null,
    completed_at: null,
    expires_at: null,
    hand_in_until: null,
    reward_xp: mission.base_xp,
    reward_tokens: mission.base_tokens,
    reward_explained: [],
    difficulty_level: mission.difficulty_level,
    min_level: mission.min_level,
    expected_minutes: mission.expected_minutes,
    min_minutes: mission.min_minutes,
    hand_in_from: null,
    time: null,
    people: null,
    witnesses_required: mission.witnesses_required,
    locked_because: refusals.map((refusal) => refusal.code),
    community: communityOf(mission),
    failure_reason: null,
  };
}

/** What a photograph of this quest must be taken with. */
export function presentChallenge(row: Pick<QuestRow, "nonce" | "expires_at">, now: Date): Challenge {
  return { nonce: row.nonce, expires_at: row.expires_at.toISOString(), server_time: now.toISOString() };
}

/** A quest as other services see it at a moment. */
export function presentFacts(row: QuestRow, now: Date): QuestFacts {
  return {
    quest_id: row.id,
    mission_id: row.mission_id,
    zone_id: row.zone_id,
    player_id: row.player_id,
    status: statusAt(row, now),
    mission_type: row.mission_type,
    quest_type: row.quest_type,
    base_xp: row.base_xp,
    base_tokens: row.base_tokens,
    difficulty_level: row.difficulty_level,
    expected_minutes: row.expected_minutes,
    community_goal: row.community_goal,
    community_progress: row.community_progress,
    witnesses_required: row.witnesses_required,
    zone: zoneTermsOf(row),
    belongs_to: row.belongs_to,
    title: row.title,
    description: row.description,
    started_at: row.started_at.toISOString(),
    submitted_at: timeOf(row.submitted_at),
    expires_at: row.expires_at.toISOString(),
    hand_in_until: handInEnd(row, now),
    nonce: row.nonce,
  };
}

function communityOf({
  community_goal,
  community_progress,
}: Pick<MissionRow, "community_goal" | "community_progress">): Quest["community"] {
  return community_goal === null ? null : { goal: community_goal, progress: community_progress };
}

/** What counts of the reported time; of a quest under way, what would count now. */
function timeOfWork(row: QuestRow, now: Date): CountedTime | null {
  if (row.duration_minutes !== null)
    return explainTime(row.reported_minutes ?? row.duration_minutes, row.duration_minutes, row.expected_minutes);
  return statusAt(row, now) === "active" ? explainTime(null, minutesBetween(row.started_at, now), row.expected_minutes) : null;
}

function peopleOf(row: QuestRow, now: Date): PeopleHelped | null {
  const status = statusAt(row, now);
  return status === "active" || status === "submitted" ? explainPeople(row.beneficiaries_count) : null;
}

/** Until when the quest can be handed in; null when it cannot any more. */
function handInEnd(row: QuestRow, now: Date): string | null {
  const status = statusAt(row, now);
  const until = handInUntil(row);
  return (status === "active" || status === "expired") && now < until ? until.toISOString() : null;
}

function zoneTermsOf({ zone_lat, zone_lng, zone_radius_km, zone_factor_bps, time_zone }: QuestRow): QuestFacts["zone"] {
  if (zone_lat === null || zone_lng === null || zone_radius_km === null || zone_factor_bps === null || time_zone === null) return null;
  return { lat: zone_lat, lng: zone_lng, radius_km: zone_radius_km, impact_factor_bps: zone_factor_bps, time_zone };
}

function timeOf(moment: Date | null): string | null {
  return moment?.toISOString() ?? null;
}
