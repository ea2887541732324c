import { z } from "zod";
import { defineContract, operation, signedIn } from "../common/define.ts";
import { Did, Id, keysOf, Latitude, Longitude, Nothing, pageInput, pageOf, paragraph, shape, Time } from "../common/shared.ts";

export const WitnessVerdict = z.enum(["confirm", "dispute"]);
export type WitnessVerdict = z.infer<typeof WitnessVerdict>;

/** Why a witness counts, or does not, in words for the witness. */
export const witnessReasons = {
  there_now: "You told it at the place, close to the time.",
  own_evidence_there: "Your own verified evidence shows that you were there at the time.",
  place_unknown: "Nothing shows that you were there: share your position while you are at the place.",
  told_late: "You told it too long after it happened for your position to show that you were there.",
  elsewhere: "Your position or your own evidence lies too far from the place.",
  account_new: "Your account was too new when it happened.",
  same_device: "Your account and the player's were used on what looks like the same device.",
  same_address: "Your account and the player's were used at the same address.",
} as const;

export const WitnessReason = z.enum(keysOf(witnessReasons));
export type WitnessReason = z.infer<typeof WitnessReason>;

export const WitnessStatement = shape("WitnessStatement", {
  id: Id,
  proof_id: Id,
  action_id: Id,
  verdict: WitnessVerdict,
  statement: z.string().nullable(),
  /** Whether it counts: somebody who could have seen it and is not the player under another name, as far as can be told. */
  plausible: z.boolean(),
  reasons: z.array(WitnessReason),
  created_at: Time,
});

const VoteValue = z.literal([1, -1]);

export const VoteTotals = shape("VoteTotals", { action_id: Id, up: z.int(), down: z.int(), own_value: VoteValue.nullable() });

/** A verified action with what others say of it. */
export const CommunityAction = shape("CommunityAction", {
  action_id: Id,
  player_did: Did,
  username: z.string(),
  mission_id: Id,
  title: z.string(),
  xp: z.int(),
  occurred_at: Time,
  up: z.int(),
  down: z.int(),
  own_value: VoteValue.nullable(),
  /** Plausible witnesses only. */
  confirmations: z.int(),
  disputes: z.int(),
  comments: z.int(),
});

const CommunityTotals = shape("CommunityTotals", {
  actions: z.int(),
  contributors: z.int(),
  xp: z.int(),
  confirmations: z.int(),
  disputes: z.int(),
  up: z.int(),
  down: z.int(),
  comments: z.int(),
});

const Contributor = shape("Contributor", { player_did: Did, username: z.string(), actions: z.int(), xp: z.int(), last_action_at: Time });
const ZoneWitness = shape("ZoneWitness", { player_did: Did, username: z.string(), statements: z.int(), last_statement_at: Time });

/** `text` is what its author wrote, to be shown as text; null once it was removed. */
export const Comment = shape("Comment", {
  id: Id,
  action_id: Id,
  reply_to: Id.nullable(),
  author_did: Did,
  author: z.string(),
  text: z.string().nullable(),
  created_at: Time,
});

const aboutAction = { action_not_found: 404, action_not_verified: 409 } as const;

export const socialContract = defineContract({
  service: "social",
  operations: {
    witnessProof: operation({
      route: "POST /api/social/witness",
      summary: "Confirm or dispute somebody else's evidence, once; a position shows that one is at the place",
      access: ["player"],
      idempotent: true,
      input: z.object({
        proof_id: Id,
        verdict: WitnessVerdict,
        statement: paragraph(1000).optional(),
        lat: Latitude.optional(),
        lng: Longitude.optional(),
      }),
      output: WitnessStatement,
      status: 201,
      errors: { location_incomplete: 400, proof_not_found: 404, own_proof: 403, already_witnessed: 409, witness_too_late: 409 },
    }),
    upvoteAction: operation({
      route: "POST /api/social/upvote",
      summary: "Vote a verified action of somebody else up or down; a second vote takes the place of the first",
      access: ["player"],
      input: z.object({ action_id: Id, value: VoteValue }),
      output: VoteTotals,
      errors: { ...aboutAction, own_action: 403 },
    }),
    withdrawUpvote: operation({
      route: "DELETE /api/social/upvote/:action_id",
      summary: "Take one's vote on an action back",
      access: ["player"],
      input: z.object({ action_id: Id }),
      output: VoteTotals,
      errors: aboutAction,
    }),
    commentOnAction: operation({
      route: "POST /api/social/actions/:action_id/comments",
      summary: "Write under a verified action, or answer a comment there",
      access: ["player"],
      idempotent: true,
      input: z.object({ action_id: Id, text: paragraph(1000).min(1), reply_to: Id.optional() }),
      output: Comment,
      status: 201,
      errors: { ...aboutAction, comment_not_found: 404 },
    }),
    listComments: operation({
      route: "GET /api/social/actions/:action_id/comments",
      summary: "What was written under an action, oldest first",
      access: signedIn,
      input: z.object({ action_id: Id, ...pageInput }),
      output: pageOf(Comment),
      errors: aboutAction,
    }),
    removeComment: operation({
      route: "DELETE /api/social/comments/:id",
      summary: "Remove a comment of one's own, or any as a reviewer or admin",
      access: ["player", "reviewer", "admin"],
      input: z.object({ id: Id }),
      output: Nothing,
      status: 204,
      errors: { comment_not_found: 404 },
    }),
    zoneCommunity: operation({
      route: "GET /api/social/community/:zone_id",
      summary: "Who does what in a zone: verified actions newest first, totals, top contributors and witnesses",
      access: signedIn,
      input: z.object({ zone_id: Id, ...pageInput }),
      output: pageOf(CommunityAction)
        .extend({
          zone_id: Id,
          totals: CommunityTotals,
          top_contributors: z.array(Contributor),
          witnesses: z.array(ZoneWitness),
        })
        .meta({ id: "ZoneCommunity" }),
      errors: { zone_not_found: 404 },
    }),
  },
});
