import { randomUUID } from "node:crypto";
import type { QuestFacts } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import type { z } from "zod";
import type { TestApp } from "./boot.ts";

type Facts = z.output<typeof QuestFacts>;

/** A quest under way for tests that stand in for the quest service. */
export function newQuest(app: TestApp, player_id: string): Facts {
  const minutesFromNow = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();
  return {
    quest_id: randomUUID(),
    mission_id: randomUUID(),
    zone_id: randomUUID(),
    player_id,
    status: "active",
    mission_type: "cleanup",
    quest_type: "daily",
    base_xp: 50,
    base_tokens: 5,
    difficulty_level: 1,
    expected_minutes: 60,
    community_goal: null,
    community_progress: 0,
    witnesses_required: 0,
    zone: null,
    belongs_to: null,
    title: "Pick up litter",
    description: "From the station to the river.",
    started_at: minutesFromNow(-30),
    submitted_at: null,
    expires_at: minutesFromNow(90),
    hand_in_until: minutesFromNow(90 + 24 * 60),
    nonce: randomUUID(),
  };
}

/** The rows that foreign keys of evidence need: the player, the mission and the quest. */
export async function insertQuest({ db }: TestApp, quest: Facts): Promise<void> {
  await sql`
    INSERT INTO players (id, user_did, username, email_sealed, email_hash, created_at, updated_at)
    VALUES (${quest.player_id}, ${quest.player_id}, ${quest.player_id}, '', '', now(), now()) ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO missions (id, zone_id, mission_type, quest_type, title, base_xp, base_tokens, difficulty_level)
    VALUES (${quest.mission_id}, ${quest.zone_id}, ${quest.mission_type}, ${quest.quest_type}, ${quest.title}, 50, 5, 1)
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO quest_assignments (id, player_id, player_did, mission_id, zone_id, mission_type, quest_type, title, base_xp, base_tokens,
      difficulty_level, min_level, expected_minutes, status, nonce, started_at, expires_at)
    VALUES (${quest.quest_id}, ${quest.player_id}, ${quest.player_id}, ${quest.mission_id}, ${quest.zone_id}, ${quest.mission_type},
      ${quest.quest_type}, ${quest.title}, 50, 5, 1, 1, 60, 'active', ${quest.nonce}, ${quest.started_at}, ${quest.expires_at})`.execute(
    db,
  );
}
