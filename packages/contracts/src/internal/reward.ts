import type { z } from "zod";
import type { CallInput, EventPayload, Operation } from "../common/define.ts";
import { impactInternal } from "../impact/internal.ts";
import { rewardEvents, rewardVersion } from "./reward-events.ts";

const { impactRecorded, impactReversed, impactReinstated } = rewardEvents;

/** What a listener to rewards subscribes to, and the names of the subscribers that earlier versions had for the same. */
export const rewardStory = {
  name: "on-reward-changed",
  events: [impactRecorded, impactReversed, impactReinstated],
  options: { earlier: ["on-impact-recorded", "on-impact-reversed", "on-impact-reinstated"] },
} as const;

export type RewardRecorded = EventPayload<typeof impactRecorded>;
export type RewardReversed = EventPayload<typeof impactReversed>;
export type RewardReinstated = EventPayload<typeof impactReinstated>;
export type RewardCorrected = RewardReversed | RewardReinstated;
/** A reward as a listener hears of it: that it was given, taken back, or given again. */
export type RewardChanged = RewardRecorded | RewardCorrected;

export function isRecorded(reward: RewardChanged): reward is RewardRecorded {
  return reward.version === rewardVersion.recorded;
}

export function isReversed(reward: RewardChanged): reward is RewardReversed {
  return reward.version === rewardVersion.reversed;
}

/** The award that a reward's story is about. */
export interface RecordedAward {
  ledger_id: string | null;
  xp: number;
  badges: string[];
  recorded_at: string;
}

type Call = <O extends Operation>(operation: O, input: CallInput<O>) => Promise<z.output<O["output"]>>;

/** The award of a correction; events of earlier versions do not tell it, and the impact engine is asked. */
export async function awardOf(corrected: RewardCorrected, call: Call): Promise<RecordedAward> {
  if (corrected.award !== undefined) return corrected.award;
  const { action_id, ledger_id, recorded_at } = corrected;
  const { items } = await call(impactInternal.operations.impactOfActions, { action_ids: [action_id] });
  const [entry] = items;
  // An action that earned nothing has no entry, and never will.
  if (entry === undefined && ledger_id !== null) throw new Error(`the award of action ${action_id} has no ledger entry`);
  if (entry === undefined) return { ledger_id, xp: 0, badges: isReversed(corrected) ? corrected.badges : [], recorded_at };
  return { ledger_id: entry.id, xp: entry.xp_delta, badges: entry.badges_earned, recorded_at: entry.ledger_timestamp };
}
