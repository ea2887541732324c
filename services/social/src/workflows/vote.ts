import { socialInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import { communityStore } from "../store/community.ts";
import { type VoteValue, voteStore } from "../store/votes.ts";

interface Vote {
  id: string;
  action_id: string;
  voter_player_id: string;
  /** 0 takes the vote back. */
  value: VoteValue | 0;
  at: Date;
}

/** Puts one player's vote in place of the one before, and counts the difference; undefined when the action is not shown any more. */
export async function castVote(tx: Tx, { value, ...vote }: Vote): Promise<{ up: number; down: number } | undefined> {
  const { action_id, voter_player_id } = vote;
  const community = communityStore(tx);
  const votes = voteStore(tx);
  const action = await community.lockAction(action_id);
  if (action === undefined || !action.shown) return undefined;
  const before = value === 0 ? await votes.remove(action_id, voter_player_id) : await votes.save({ ...vote, value });
  if (before === value) return { up: action.up_count, down: action.down_count };

  const difference = (side: VoteValue) => Number(value === side) - Number(before === side);
  const by = { up: difference(1), down: difference(-1) };
  const counts = await community.addCounts(action_id, by);
  const { player_id } = action;
  tx.emit(socialInternal.events.actionUpvoted, { action_id, player_id, voter_id: voter_player_id, value, ...counts });
  return counts;
}
