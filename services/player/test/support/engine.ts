import { mapContract } from "@oneheart/contracts";
import { playerInternal, proofInternal, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { newId, type ServiceDefinition } from "@oneheart/kernel";
import { bootServices, newQuest, noSponsors, plainAction, plainZone, realService, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { playerService } from "../../src/service.ts";
import { createNeighbours } from "./app.ts";

/** An action of a player. */
export interface Deed {
  action_id: string;
  player_id: string;
  base_xp: number;
}

/** The real impact engine among stand-ins: in one process with the players, or beside an application that has them. */
export async function bootEngine(beside?: TestApp): Promise<TestApp> {
  const own = beside === undefined ? [playerService] : [];
  const stubs = [
    ...noSponsors,
    ...(beside === undefined ? createNeighbours().services : [playersOf(beside)]),
    stub(questInternal.operations.findQuests, ({ ids }) => ({
      items: ids.map((id) => ({ ...newQuest(app, newId()), quest_id: id, base_xp: baseXp.get(id)!, base_tokens: 0 })),
    })),
    stub(mapContract.operations.getZone, ({ id }) => plainZone({ id, time_zone: "UTC" })),
    stub(proofInternal.operations.actionFacts, ({ id }) => plainAction({ action_id: id, timestamp: "2026-02-02T05:00:00Z" })),
  ];
  const app: TestApp = await bootServices([...own, await realService("impact")], { stubs, databaseUrl: beside?.databaseUrl });
  // Actions are stand-ins without a table.
  await sql`ALTER TABLE impact_awards DROP CONSTRAINT impact_awards_action_id_fkey`.execute((beside ?? app).owner);
  return app;
}

const baseXp = new Map<string, number>();

/** Says that an action was verified, or verified again after an appeal, or that its approval was taken back. */
export async function judge(engine: TestApp, how: "actionVerified" | "actionReversed", deed: Deed): Promise<void> {
  const quest_id = deed.action_id;
  baseXp.set(quest_id, deed.base_xp);
  await engine.emit(verificationInternal.events[how], {
    ...{ action_id: deed.action_id, player_id: deed.player_id, quest_id, mission_id: newId(), zone_id: newId() },
    ...{ proof_ids: [newId()], proof_id: newId(), authenticity_score: 90, duration_minutes: 60, beneficiaries_count: 0 },
    reason_code: "staged",
  });
  await engine.settled();
}

/** What the engine asks of the players of another application. */
function playersOf(app: TestApp): ServiceDefinition {
  const { findPlayers } = playerInternal.operations;
  return stub(findPlayers, ({ ids }) => app.call(findPlayers, { ids }, { as: "system" }));
}
