import { mapContract, playerContract, proofContract, questContract, verificationContract } from "@oneheart/contracts";
import { newId, type ServiceDefinition } from "@oneheart/kernel";
import { bootServices, realService, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { playerService } from "../../src/service.ts";
import { createNeighbours } from "./app.ts";

/** An action of a player. */
export interface Deed {
  action_id: string;
  player_id: string;
  base_xp: number;
}

const long_ago = "2025-01-01T00:00:00Z";
const bangkok = { location_lat: 13.75, location_lng: 100.5 };

/** The real impact engine among stand-ins: in one process with the players, or beside an application that has them. */
export async function bootEngine(beside?: TestApp): Promise<TestApp> {
  const own = beside === undefined ? [playerService] : [];
  const stubs = [
    ...(beside === undefined ? createNeighbours().services : [playersOf(beside)]),
    stub(questContract.operations.questFacts, ({ id }) => questOf(id)),
    stub(mapContract.operations.getZone, ({ id }) => zoneOf(id)),
    stub(proofContract.operations.actionFacts, ({ id }) => actionOf(id)),
  ];
  const app = await bootServices([...own, await realService("impact")], { stubs, databaseUrl: beside?.databaseUrl });
  // Actions are stand-ins without a table.
  await sql`ALTER TABLE impact_awards DROP CONSTRAINT impact_awards_action_id_fkey`.execute((beside ?? app).owner);
  return app;
}

const baseXp = new Map<string, number>();

/** Says that an action was verified, or verified again after an appeal, or that its approval was taken back. */
export async function judge(engine: TestApp, how: "actionVerified" | "actionReversed", deed: Deed): Promise<void> {
  const quest_id = deed.action_id;
  baseXp.set(quest_id, deed.base_xp);
  await engine.emit(verificationContract.events[how], {
    ...{ action_id: deed.action_id, player_id: deed.player_id, quest_id, mission_id: newId(), zone_id: newId() },
    ...{ proof_ids: [newId()], proof_id: newId(), authenticity_score: 90, duration_minutes: 60, beneficiaries_count: 0 },
    reason_code: "staged",
  });
  await engine.settled();
}

function questOf(quest_id: string) {
  const base_xp = baseXp.get(quest_id)!;
  const times = { started_at: long_ago, submitted_at: long_ago, expires_at: long_ago };
  const terms = { mission_type: "teaching", quest_type: "daily" as const, difficulty_level: 1, expected_minutes: 60 };
  const goal = { community_goal: null, community_progress: 0 };
  const ids = { quest_id, mission_id: newId(), zone_id: newId(), player_id: newId() };
  return { ...ids, ...terms, ...goal, ...times, status: "submitted" as const, base_xp, base_tokens: 0, title: "Read", nonce: "nonce" };
}

function zoneOf(id: string) {
  const settings = { impact_factor_bps: 10_000, time_zone: "UTC", is_active: true, created_at: long_ago };
  return { id, zone_type: "urban", name: "Zone", description: "", ...bangkok, radius_km: 5, ...settings };
}

function actionOf(action_id: string) {
  const ids = { action_id, quest_id: newId(), mission_id: newId(), player_id: newId() };
  return { ...ids, action_type: "teaching", ...bangkok, duration_minutes: 60, beneficiaries_count: 0, timestamp: "2026-02-02T05:00:00Z" };
}

/** What the engine asks of the players of another application. */
function playersOf(app: TestApp): ServiceDefinition {
  const { findPlayers } = playerContract.operations;
  return stub(findPlayers, ({ ids }) => app.call(findPlayers, { ids }, { as: "system" }));
}
