import assert from "node:assert/strict";
import { test } from "node:test";
import { questContract } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import { type AvailablePage, availableMissions } from "../src/store/missions.ts";
import { takenQuests } from "../src/store/quests.ts";
import { bootWorld } from "./support/world.ts";

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Rows Removed by Filter"?: number;
  "Actual Loops": number;
  Plans?: PlanNode[];
}

async function planOf(db: Database, query: RawBuilder<unknown>): Promise<PlanNode[]> {
  const { rows } = await sql<{ "QUERY PLAN": Array<{ Plan: PlanNode }> }>`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`.execute(db);
  const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  return flat(rows[0]!["QUERY PLAN"][0]!.Plan);
}

/** 20,000 missions in 200 zones, and a player with 5,000 quests behind them. */
async function fill(db: Database, player_id: string): Promise<void> {
  await sql`
    INSERT INTO missions (id, zone_id, mission_type, quest_type, title, base_xp, base_tokens, difficulty_level)
    SELECT gen_random_uuid(), ('0190b0a0-0000-7000-8000-' || lpad((n % 200)::text, 12, '0'))::uuid, 'cleanup',
      CASE n % 2 WHEN 0 THEN 'daily' ELSE 'ascension' END, 'mission ' || n, 10, 1, 1 FROM generate_series(1, 20000) n`.execute(db);
  await sql`
    INSERT INTO quest_assignments (id, player_id, player_did, mission_id, zone_id, mission_type, quest_type, title, base_xp, base_tokens,
      difficulty_level, min_level, expected_minutes, status, nonce, local_day, started_at, expires_at, submitted_at, duration_minutes,
      beneficiaries_count, completed_at, reward_xp, reward_tokens)
    SELECT gen_random_uuid(), ${player_id}, 'did', m.id, m.zone_id, m.mission_type, m.quest_type, m.title, 10, 1, 1, 1, 60, 'completed',
      gen_random_uuid(), CASE m.quest_type WHEN 'daily' THEN date '2026-01-01' + n::int END, now(), now() + interval '1 day', now(), 30, 0, now(), 10, 1
    FROM (SELECT *, row_number() OVER () AS n FROM missions LIMIT 5000) m`.execute(db);
  await sql`ANALYZE missions, quest_assignments`.execute(db);
}

test("among 20,000 missions and 5,000 quests of one player, a page of the list reads no table from end to end", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  await fill(world.app.db, player.playerId);
  const page: AvailablePage = {
    player_id: player.playerId,
    now: new Date(),
    quest_type: undefined,
    zone_ids: undefined,
    after: undefined,
    limit: 21,
  };
  const zone_ids = Array.from({ length: 20 }, (_, index) => `0190b0a0-0000-7000-8000-${String(index).padStart(12, "0")}`);
  const taken = { ...page, statuses: ["active", "submitted"] as const, before: undefined };
  const queries = {
    everywhere: availableMissions(page),
    "of one type": availableMissions({ ...page, quest_type: "daily" }),
    "in a zone": availableMissions({ ...page, zone_ids: zone_ids.slice(0, 1) }),
    "in twenty zones": availableMissions({ ...page, zone_ids }),
    "under way": takenQuests(taken),
    completed: takenQuests({ ...taken, statuses: ["completed"] }),
  };
  for (const [name, query] of Object.entries(queries)) {
    const nodes = await planOf(world.app.db, query);
    const scanned = nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"]);
    // The policy is a table of one row.
    assert.deepEqual(
      scanned.filter((table) => table !== "quest_policy"),
      [],
      name,
    );
    const thrownAway = nodes.reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0) * node["Actual Loops"], 0);
    assert.ok(thrownAway < 1000, `${name}: ${thrownAway} rows read in vain`);
  }
  const listed = await world.app.call(questContract.operations.listQuests, { limit: 100 }, { as: player });
  assert.equal(listed.items.length, 100);
});
