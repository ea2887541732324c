import { z } from "zod";
import { defineContract, operation } from "../common/define.ts";
import { Id, listOf, Nothing, QuestType, shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { readMany } from "../internal/read-many.ts";
import { campaignOperations } from "./campaign.ts";

/** What a quest of a mission pays at least, and where the money for it may come from. */
const covered = { mission_id: Id, zone_id: Id, base_tokens: z.int() };

/** What the quest's reward may be multiplied by, as far as it is known at its start. */
const rewardTerms = {
  base_xp: z.int(),
  quest_type: QuestType,
  difficulty_level: z.int(),
  expected_minutes: z.int(),
  zone_factor_bps: z.int(),
  community_goal: z.int().nullable(),
};

/** Parts of a quest's action that belong to a campaign; the programme's are what is missing to the whole. */
const QuestShare = shape("QuestShare", { campaign_id: Id, parts: z.int() });

const QuestCover = shape("QuestCover", {
  quest_id: Id,
  /** The most tokens that were reserved for it. */
  tokens: z.int(),
  shares: z.array(QuestShare),
  programme_parts: z.int(),
});

/** What only services ask of each other here. */
export const sponsorInternal = defineContract({
  service: "sponsor",
  operations: {
    ownData: ownDataOperation,
    readCampaigns: readMany(campaignOperations.getCampaign, "Many campaigns, those of one's own organisations"),
    reserveReward: operation({
      summary: "Reserve what a quest may pay before it starts; the same quest again gets the same answer",
      access: ["internal"],
      input: z.object({ quest_id: Id, player_id: Id, ...covered, ...rewardTerms }),
      /** `unlimited`: nothing limits what the programme pays. `refused`: no money is left. */
      output: shape("RewardReservation", { outcome: z.enum(["unlimited", "reserved", "refused"]) }),
    }),
    releaseReward: operation({
      summary: "Give a reservation back at once, because the quest did not start",
      access: ["internal"],
      input: z.object({ quest_id: Id }),
      output: Nothing,
    }),
    missionsPaused: operation({
      summary: "Those missions that nobody can start now, because there is no money for another quest",
      access: ["internal"],
      input: z.object({ missions: z.array(shape("FundedMission", covered)).max(200) }),
      output: shape("MissionsPaused", { mission_ids: z.array(Id) }),
    }),
    coverQuests: operation({
      summary: "Who pays for quests that are about to be rewarded; quests without a limit are left out",
      access: ["internal"],
      input: z.object({ quest_ids: z.array(Id).max(500) }),
      output: listOf(QuestCover),
    }),
  },
});
