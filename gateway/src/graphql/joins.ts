import { mapContract, type Operation, playerContract, proofContract, questContract, sponsorContract } from "@oneheart/contracts";
import { mapInternal, playerInternal, proofInternal, questInternal, sponsorInternal } from "@oneheart/contracts/internal";

/** What an id of a record names, and how many records are read by their ids at once. */
export interface Join {
  /** The REST read of one: what the joined field shows, and who may see it. */
  one: Operation;
  /** The same for many ids, by the same rules. */
  many: Operation;
}

const mission: Join = { one: questContract.operations.getMission, many: questInternal.operations.readMissions };
const quest: Join = { one: questContract.operations.getQuest, many: questInternal.operations.readQuests };
const zone: Join = { one: mapContract.operations.getZone, many: mapInternal.operations.readZones };
const player: Join = { one: playerContract.operations.getPlayer, many: playerInternal.operations.readPlayers };
const proof: Join = { one: proofContract.operations.getProof, many: proofInternal.operations.readProofs };
const campaign: Join = { one: sponsorContract.operations.getCampaign, many: sponsorInternal.operations.readCampaigns };

/** By the name of the field that holds the id, or a list of ids with an `s` after it. */
const byField: Record<string, { field: string; join: Join }> = {
  mission_id: { field: "mission", join: mission },
  quest_id: { field: "quest", join: quest },
  zone_id: { field: "zone", join: zone },
  player_id: { field: "player", join: player },
  player_did: { field: "player", join: player },
  actor_id: { field: "actor", join: player },
  reviewer_id: { field: "reviewer", join: player },
  collector_id: { field: "collector", join: player },
  proof_id: { field: "proof", join: proof },
  campaign_id: { field: "campaign", join: campaign },
};

/** The field that is joined beside one that holds an id, or a list of ids. */
export function joinBeside(name: string): { field: string; join: Join; isList: boolean } | undefined {
  const single = byField[name];
  if (single !== undefined) return { ...single, isList: false };
  const several = name.endsWith("s") ? byField[name.slice(0, -1)] : undefined;
  return several && { field: `${several.field}s`, join: several.join, isList: true };
}
