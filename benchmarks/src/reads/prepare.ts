import { createClient, identityContract, mapContract, questContract } from "@oneheart/contracts";
import { newPhotograph, openProgramme, questReaches, register, takenAt } from "@oneheart/testing";

/** What is asked, and as whom. */
export interface Prepared {
  token: string;
  playerId: string;
  missionId: string;
}

const missionsInList = 30;
const questsDone = 12;

/** A player with quests under way and done, missions to choose from, and entries in the ledger. */
export async function prepare(url: string, adminPassword: string): Promise<Prepared> {
  const programme = await openProgramme(url, adminPassword);
  const { admin, missionId, photographs } = programme;
  const zones = await Promise.all([1, 2, 3].map((n) => admin.call(mapContract.operations.createZone, zone(n))));
  for (let n = 0; n < missionsInList; n += 1)
    await admin.call(questContract.operations.createMission, { ...mission, zone_id: zones[n % zones.length]!.id, title: `Mission ${n}` });
  const player = await register(url, "reader");
  for (let n = 0; n < questsDone; n += 1) {
    const photograph = await newPhotograph(photographs[n % photographs.length]!);
    const capturedAt = new Date();
    const done = await player.doQuest(missionId, { ...photograph, bytes: takenAt(photograph, capturedAt), capturedAt });
    await questReaches(player, done.questId, "completed");
  }
  await player.call(questContract.operations.startQuest, { id: missionId });
  const visitor = createClient({ base_url: url });
  const session = await visitor.call(identityContract.operations.login, { identifier: "reader", password: "a walk through the old town" });
  return { token: session.access_token, playerId: player.id, missionId };
}

const zone = (n: number) => ({
  zone_type: "urban" as const,
  name: `Quarter ${n}`,
  location_lat: 13.7 + n / 10,
  location_lng: 100.5,
  radius_km: 1,
});
const mission = {
  mission_type: "clean_up",
  quest_type: "daily" as const,
  base_xp: 10,
  base_tokens: 1,
  difficulty_level: 1,
};
