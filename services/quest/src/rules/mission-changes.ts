import { isDeepStrictEqual } from "node:util";
import type { HandlerInput, questContract } from "@oneheart/contracts";
import type { MissionRow } from "../store/rows.ts";

type Change = Omit<HandlerInput<typeof questContract.operations.updateMission>, "id" | "version_seen" | "allow_duplicate">;

/** What a quest copies or is held to when it begins, by the names under which it is sent. */
const terms = {
  zone_id: ["zone_id"],
  mission_type: ["mission_type"],
  quest_type: ["quest_type"],
  base_xp: ["base_xp"],
  base_tokens: ["base_tokens"],
  difficulty_level: ["difficulty_level"],
  min_level: ["min_level"],
  expected_minutes: ["expected_minutes"],
  story: ["story_key", "story_chapter"],
  community_goal: ["community_goal"],
  required_badges: ["required_badges"],
} as const satisfies Record<string, ReadonlyArray<keyof MissionRow>>;

/** The mission with what is given; absence leaves a field, null clears it. */
export function changedMission(before: MissionRow, { story, starts_at, ends_at, ...change }: Change): MissionRow {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<MissionRow>;
  return {
    ...before,
    ...given,
    ...(story === undefined ? {} : { story_key: story?.key ?? null, story_chapter: story?.chapter ?? null }),
    starts_at: changedMoment(starts_at, before.starts_at),
    ends_at: changedMoment(ends_at, before.ends_at),
  };
}

/** Those terms in which two states of a mission differ. */
export function changedTerms(before: MissionRow, after: MissionRow): string[] {
  const differs = (column: keyof MissionRow) => !isDeepStrictEqual(before[column], after[column]);
  return Object.entries(terms).flatMap(([name, columns]) => (columns.some(differs) ? [name] : []));
}

function changedMoment(change: string | null | undefined, before: Date | null): Date | null {
  if (change === undefined) return before;
  return change === null ? null : new Date(change);
}
