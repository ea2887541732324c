import { playerContract } from "@oneheart/contracts";
import { playerInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { auditPlayerAccounts, auditPlayerBalances } from "./audit/balances.ts";
import { auditDailyXp } from "./audit/daily-xp.ts";
import { actionDays } from "./operations/action-days.ts";
import { createPlayer } from "./operations/create-player.ts";
import { exportPlayer } from "./operations/export-player.ts";
import { findPlayers } from "./operations/find-players.ts";
import { getInventory } from "./operations/get-inventory.ts";
import { getOwnPlayer } from "./operations/get-own-player.ts";
import { getPlayer } from "./operations/get-player.ts";
import { leaderboard } from "./operations/leaderboard.ts";
import { ownData } from "./operations/own-data.ts";
import { readPlayers } from "./operations/read-players.ts";
import { resolveDid } from "./operations/resolve-did.ts";
import { updatePlayer } from "./operations/update-player.ts";
import { onAccountErased } from "./subscribers/on-account-erased.ts";
import { onAccountUpdated } from "./subscribers/on-account-updated.ts";
import { onRewardChanged } from "./subscribers/on-reward-changed.ts";

/** Players: profile, identifier, badges, streak and leaderboards. */
export const playerService = defineService(wholeContract(playerContract, playerInternal), {
  operations: {
    ownData,
    exportPlayer,
    getPlayer,
    updatePlayer,
    getInventory,
    leaderboard,
    actionDays,
    resolveDid,
    createPlayer,
    getOwnPlayer,
    findPlayers,
    readPlayers,
  },
  subscribers: [onRewardChanged, onAccountErased, onAccountUpdated],
  migrations: new URL("../migrations/", import.meta.url),
  audits: [auditPlayerBalances, auditPlayerAccounts, auditDailyXp],
});
