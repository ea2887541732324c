import { mapContract, questContract } from "@oneheart/contracts";
import { logIn, type Person } from "./person.ts";
import { findPhotographs, type Photograph } from "./photographs.ts";
import { withoutLimits, withoutPace } from "./without-limits.ts";

/** One zone around the photographs, with one mission that can be done again and again, and no limits of a day or pace. */
export interface Programme {
  admin: Person;
  missionId: string;
  zoneId: string;
  photographs: Photograph[];
}

/** Opens it as the administrator, over the API. */
export async function openProgramme(url: string, adminPassword: string): Promise<Programme> {
  const { photographs } = await findPhotographs();
  const { lat, lng } = photographs[0]!;
  const admin = await logIn(url, "admin", adminPassword);
  await withoutLimits(admin);
  await withoutPace(admin);
  const zone = await admin.call(mapContract.operations.createZone, {
    zone_type: "urban",
    name: "Zone",
    location_lat: lat,
    location_lng: lng,
    radius_km: 2,
    allow_duplicate: true,
  });
  const mission = await admin.call(questContract.operations.createMission, {
    zone_id: zone.id,
    mission_type: "clean_up",
    quest_type: "community",
    community_goal: 1_000_000,
    title: "Clean up",
    base_xp: 100,
    base_tokens: 10,
    difficulty_level: 1,
    expected_minutes: 30,
    allow_duplicate: true,
  });
  return { admin, missionId: mission.id, zoneId: zone.id, photographs };
}
