import {
  type CallInput,
  type Home,
  notificationContract,
  type Operation,
  type Output,
  playerContract,
  proofContract,
  questContract,
  tokenContract,
} from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import { nextQuest } from "./next-quest.ts";

/** Asks an operation as the player; null where its service is away. */
export type Ask = <O extends Operation>(operation: O, input: CallInput<O>) => Promise<Output<O> | null>;

const { getPlayer, actionDays } = playerContract.operations;
const { listQuests, ownImpact } = questContract.operations;
const { getBalance } = tokenContract.operations;
const { listProofs } = proofContract.operations;
const { listNotifications } = notificationContract.operations;
/** Whose public operations must be there. */
export const asked: readonly Operation[] = [getPlayer, actionDays, listQuests, ownImpact, getBalance, listProofs, listNotifications];

const questsShown = 10;
const proofsLookedAt = 20;
const notificationsShown = 5;

/** The parts of a player's first screen, asked for at once. */
export async function composeHome(ask: Ask, place: { lat?: number; lng?: number }): Promise<Home> {
  const [player, balance, quests, waiting, days, impact, notifications] = await Promise.all([
    ask(getPlayer, { id: "me" }),
    ask(getBalance, {}),
    ask(listQuests, { ...place, limit: questsShown }),
    waitingProofs(ask),
    ask(actionDays, {}),
    ask(ownImpact, {}),
    ask(listNotifications, { unread: true, limit: notificationsShown }),
  ]);
  return {
    player,
    balance,
    next: nextQuest((quests?.items ?? []) as NonNullable<Home["quests"]>, place.lat !== undefined),
    quests: (quests?.items ?? null) as Home["quests"],
    waiting,
    days,
    impact: impact?.items ?? null,
    notifications: notifications && { unread_count: notifications.unread_count, items: notifications.items },
  };
}

/** The player's latest evidence that is not settled: something will happen to it, or can be done about it. */
async function waitingProofs(ask: Ask): Promise<Home["waiting"]> {
  const page = await ask(listProofs, { limit: proofsLookedAt });
  if (page === null) return null;
  const ids = page.items.filter(({ status }) => status !== "verified").map(({ proof_id }) => proof_id);
  if (ids.length === 0) return [];
  const proofs = await ask(proofInternal.operations.readProofs, { ids });
  if (proofs === null) return null;
  return proofs.items.flatMap((proof) => {
    if (proof === null || proof.next_step.do === "nothing") return [];
    const { proof_id, quest_id, status, created_at, next_step } = proof;
    return [{ proof_id, quest_id, status, created_at, next_step }];
  });
}
