import { questContract } from "@oneheart/contracts";
import { questInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { expireQuests } from "./jobs/expire-quests.ts";
import { abandonQuest } from "./operations/abandon-quest.ts";
import { completeQuest } from "./operations/complete-quest.ts";
import { createMission } from "./operations/create-mission.ts";
import { findQuests } from "./operations/find-quests.ts";
import { getMission } from "./operations/get-mission.ts";
import { getQuest } from "./operations/get-quest.ts";
import { getQuestPolicy } from "./operations/get-quest-policy.ts";
import { listMissions } from "./operations/list-missions.ts";
import { listQuests } from "./operations/list-quests.ts";
import { missionsInZone } from "./operations/missions-in-zone.ts";
import { nonceIssued } from "./operations/nonce-issued.ts";
import { ownData } from "./operations/own-data.ts";
import { ownImpact } from "./operations/own-impact.ts";
import { questCounts } from "./operations/quest-counts.ts";
import { questFacts } from "./operations/quest-facts.ts";
import { questHistory } from "./operations/quest-history.ts";
import { readMissions } from "./operations/read-missions.ts";
import { readQuests } from "./operations/read-quests.ts";
import { releaseZone } from "./operations/release-zone.ts";
import { setQuestPolicy } from "./operations/set-quest-policy.ts";
import { startQuest } from "./operations/start-quest.ts";
import { updateMission } from "./operations/update-mission.ts";
import { onActionRejected } from "./subscribers/on-action-rejected.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onRewardChanged } from "./subscribers/on-reward-changed.ts";

/** Missions, and the quests that players make of them: from start to hand-in to completion. */
export const questService = defineService(wholeContract(questContract, questInternal), {
  operations: {
    ownData,
    createMission,
    updateMission,
    getMission,
    listMissions,
    listQuests,
    startQuest,
    getQuest,
    questHistory,
    ownImpact,
    completeQuest,
    abandonQuest,
    getQuestPolicy,
    setQuestPolicy,
    questFacts,
    findQuests,
    readMissions,
    readQuests,
    nonceIssued,
    questCounts,
    missionsInZone,
    releaseZone,
  },
  subscribers: [onRewardChanged, onActionRejected, onPlayerErased],
  jobs: [expireQuests],
  migrations: new URL("../migrations/", import.meta.url),
});
