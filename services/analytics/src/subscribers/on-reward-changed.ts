import { isRecorded, isReversed, type RewardChanged, rewardStory } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { correctionOf, countImpact, type Heard } from "../workflows/count-impact.ts";

/** A verified action counts in every figure, until its approval is taken back and when it has it again. */
export const onRewardChanged = subscribeBatch(
  rewardStory.name,
  rewardStory.events,
  {
    run: (_, ctx) =>
      ctx.once((db, members) =>
        countImpact(
          db,
          members.map(({ payload }) => heardOf(payload)),
        ),
      ),
  },
  rewardStory.options,
);

function heardOf(reward: RewardChanged): Heard {
  if (isRecorded(reward)) return { recorded: reward };
  return correctionOf(isReversed(reward) ? "impact.reversal" : "impact.reinstatement", reward);
}
