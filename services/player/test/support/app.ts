import { playerContract } from "@oneheart/contracts";
import { impactInternal, playerInternal, questInternal, tokenInternal, wholeContract } from "@oneheart/contracts/internal";
import { newId, type ServiceDefinition } from "@oneheart/kernel";
import { type BootOptions, bootServices, stub, type TestApp } from "@oneheart/testing";
import { playerService } from "../../src/service.ts";

export const { operations } = wholeContract(playerContract, playerInternal);

/** What the neighbours answer, by player; nothing for others. */
export interface Neighbours {
  counts: Map<string, { active_quests: number; completed_missions: number }>;
  purchases: Map<string, Array<{ name: string; status: "held" | "fulfilled" | "cancelled" }>>;
  services: ServiceDefinition[];
}

export function createNeighbours(): Neighbours {
  const counts: Neighbours["counts"] = new Map();
  const purchases: Neighbours["purchases"] = new Map();
  const services = [
    stub(questInternal.operations.questCounts, ({ player_ids }) => ({
      items: player_ids.map((player_id) => ({ player_id, ...(counts.get(player_id) ?? { active_quests: 0, completed_missions: 0 }) })),
    })),
    stub(tokenInternal.operations.purchasesOf, ({ player_ids }) => ({
      items: player_ids.flatMap((player_id) =>
        (purchases.get(player_id) ?? []).map((purchase) => ({
          redemption_id: newId(),
          reward_id: newId(),
          player_id,
          category: "travel",
          price_tokens: 10,
          fulfilment: "manual" as const,
          expires_at: null,
          created_at: "2026-01-01T00:00:00.000Z",
          ...purchase,
        })),
      ),
    })),
  ];
  return { counts, purchases, services };
}

export function bootPlayer(neighbours: Neighbours = createNeighbours(), options: BootOptions = {}): Promise<TestApp> {
  return bootServices([playerService], { ...options, stubs: neighbours.services });
}

let counter = 0;

/** A player as identity makes it. */
export function createPlayer(app: TestApp, over: Partial<Parameters<typeof input>[0]> = {}) {
  return app.call(operations.createPlayer, input(over), { as: "system" });
}

export function input(over: { id?: string; username?: string; email?: string; location?: { lat: number; lng: number } } = {}) {
  counter += 1;
  return { id: newId(), username: `player_${counter}`, email: `player_${counter}@example.com`, ...over };
}

export function award(player_id: string, over: Record<string, unknown> = {}) {
  return {
    ledger_id: newId(),
    action_id: newId(),
    quest_id: newId(),
    mission_id: newId(),
    zone_id: newId(),
    player_id,
    xp: 10,
    tokens: 1,
    credits_minor: 0,
    badges: [],
    level_before: 1,
    level_after: 1,
    streak_days: 1,
    action_day: "2026-02-02",
    recorded_at: "2026-02-02T10:00:00.000Z",
    ...over,
  };
}

/** Says that awards were recorded and waits until they are counted. */
export async function record(app: TestApp, ...awards: Array<ReturnType<typeof award>>): Promise<void> {
  await Promise.all(awards.map((one) => app.emit(impactInternal.events.impactRecorded, one)));
  await app.settled();
}
