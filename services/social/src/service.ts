import { socialContract } from "@oneheart/contracts";
import { socialInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { forgetPresence } from "./jobs/forget-presence.ts";
import { commentOnAction } from "./operations/comment-on-action.ts";
import { listComments } from "./operations/list-comments.ts";
import { ownData } from "./operations/own-data.ts";
import { removeComment } from "./operations/remove-comment.ts";
import { upvoteAction } from "./operations/upvote-action.ts";
import { withdrawUpvote } from "./operations/withdraw-upvote.ts";
import { witnessEdges } from "./operations/witness-edges.ts";
import { witnessProof } from "./operations/witness-proof.ts";
import { witnessesOf } from "./operations/witnesses-of.ts";
import { zoneCommunity } from "./operations/zone-community.ts";
import { onActionReversed } from "./subscribers/on-action-reversed.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofDecided } from "./subscribers/on-proof-decided.ts";
import { onReviewDecided } from "./subscribers/on-review-decided.ts";
import { onRewardChanged } from "./subscribers/on-reward-changed.ts";

/** What people say of each other's deeds: witnesses, votes, comments, and the community of a zone. */
export const socialService = defineService(wholeContract(socialContract, socialInternal), {
  operations: {
    ownData,
    witnessProof,
    upvoteAction,
    withdrawUpvote,
    commentOnAction,
    listComments,
    removeComment,
    zoneCommunity,
    witnessesOf,
    witnessEdges,
  },
  subscribers: [onRewardChanged, onActionReversed, onProofDecided, onReviewDecided, onPlayerErased],
  jobs: [forgetPresence],
  migrations: new URL("../migrations/", import.meta.url),
});
