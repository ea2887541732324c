import type { Output, socialContract } from "@oneheart/contracts";
import type { socialInternal } from "@oneheart/contracts/internal";
import type { CommentRow } from "./store/comments.ts";
import type { CountedAction } from "./store/community.ts";
import type { VoteValue } from "./store/votes.ts";
import type { WitnessRow } from "./store/witnesses.ts";

type Operations = typeof socialContract.operations;
type CommunityAction = Output<Operations["zoneCommunity"]>["items"][number];
type WitnessFacts = Output<typeof socialInternal.operations.witnessesOf>["items"][number];
interface Name {
  user_did: string;
  username: string;
}

/** A statement as its witness sees it. */
export function presentStatement(row: WitnessRow): Output<Operations["witnessProof"]> {
  const { id, proof_id, action_id, verdict, statement, plausible, reasons, created_at } = row;
  return { id, proof_id, action_id, verdict, statement, plausible, reasons, created_at: created_at.toISOString() };
}

/** A statement as verification weighs it. */
export function presentWitness(row: WitnessRow, circle: string): WitnessFacts {
  const { proof_id, action_id, witness_player_id, verdict, statement, plausible, weight, reasons, created_at } = row;
  const said = { proof_id, action_id, witness_id: witness_player_id, verdict, statement };
  return { ...said, plausible, weight, reasons, circle, created_at: created_at.toISOString() };
}

/** A verified action with what others say of it. */
export function presentAction(
  row: CountedAction,
  { user_did, username }: Name,
  said: { own_value: VoteValue | null; confirmations: number; disputes: number },
): CommunityAction {
  const { action_id, mission_id, title, xp, occurred_at, up_count, down_count, comment_count } = row;
  return {
    action_id,
    player_did: user_did,
    username,
    mission_id,
    title,
    xp,
    occurred_at: occurred_at.toISOString(),
    up: up_count,
    down: down_count,
    comments: comment_count,
    ...said,
  };
}

/** A comment under the name that its author has now. */
export function presentComment(row: CommentRow, { user_did, username }: Name): Output<Operations["commentOnAction"]> {
  const { id, action_id, reply_to, text, created_at } = row;
  return { id, action_id, reply_to, author_did: user_did, author: username, text, created_at: created_at.toISOString() };
}
