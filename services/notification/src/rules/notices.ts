import type { EventPayload, NotificationType } from "@oneheart/contracts";
import {
  isRecorded,
  isReversed,
  type questInternal,
  type RewardChanged,
  type RewardRecorded,
  type RewardReinstated,
  type RewardReversed,
  type tokenInternal,
  type verificationInternal,
} from "@oneheart/contracts/internal";
import { isMessageCode, type Message, message, reasonMessage } from "@oneheart/messages";
import type { z } from "zod";

/** What a notification says, before it has an id and a reader. `name` tells the notices of one event apart. */
export interface Notice {
  name: string;
  type: z.output<typeof NotificationType>;
  title: Message;
  /** Its sentences. */
  body: Message[];
  data: Record<string, string>;
  /** Whose name and words the text repeats. */
  sender_id?: string;
}

type Reviewed = EventPayload<typeof verificationInternal.events.reviewDecided>;
type QuestFailed = EventPayload<typeof questInternal.events.questFailed>;
type ProofDecided = EventPayload<typeof verificationInternal.events.proofDecided>;
type Transferred = EventPayload<typeof tokenInternal.events.tokensTransferred>;
type Fulfilled = EventPayload<typeof tokenInternal.events.redemptionFulfilled>;
type Cancelled = EventPayload<typeof tokenInternal.events.redemptionCancelled>;
type Expired = EventPayload<typeof tokenInternal.events.redemptionExpired>;
type Refunded = EventPayload<typeof tokenInternal.events.redemptionRefunded>;

/** What a player is told of a reward. */
export function rewardNotices(reward: RewardChanged): Notice[] {
  if (isRecorded(reward)) return recordedNotices(reward);
  return [isReversed(reward) ? reversedNotice(reward) : reinstatedNotice(reward)];
}

/** The reward, a new level, and each badge. */
function recordedNotices({ quest_id, ledger_id, xp, tokens, level_before, level_after, badges }: RewardRecorded): Notice[] {
  const reward: Notice = {
    name: "reward",
    type: "reward",
    title: message("notification.reward.title"),
    body: [message("notification.reward.body", { xp, tokens })],
    data: { quest_id, ledger_id },
  };
  const level: Notice = {
    name: "level",
    type: "level",
    title: message("notification.level.title", { level: level_after }),
    body: [message("notification.level.body", { level: level_after })],
    data: { quest_id },
  };
  return [reward, ...(level_after > level_before ? [level] : []), ...badges.map((badge) => badgeNotice(badge, quest_id))];
}

function badgeNotice(badge: string, quest_id: string): Notice {
  return {
    name: `badge:${badge}`,
    type: "badge",
    title: message("notification.badge.title"),
    body: [message("notification.badge.body", { badge: badgeName(badge) })],
    data: { badge, quest_id },
  };
}

/** The name of a badge: one of an operator is called by its type, as it has no translation. */
function badgeName(badge_type: string): Message | string {
  const code = `badge.${badge_type}`;
  return isMessageCode(code) ? { code, parameters: {} } : badge_type.replaceAll("_", " ");
}

/** Why, what was taken, what is owed, and that the player can appeal. */
function reversedNotice({ reason_code, quest_id, action_id, tokens_owed, badges, xp, tokens }: RewardReversed): Notice {
  const body = [
    reasonMessage(reason_code, "rejected"),
    ...(xp + tokens > 0 ? [message("notification.reversed.taken", { xp, tokens })] : []),
    ...(tokens_owed > 0 ? [message("notification.reversed.owed", { tokens: tokens_owed })] : []),
    ...(badges.length > 0 ? [message("notification.reversed.badges")] : []),
    message("notification.reversed.appeal"),
  ];
  return { name: "reversed", type: "reward", title: message("notification.reversed.title"), body, data: { quest_id, action_id } };
}

function reinstatedNotice({ xp, tokens, quest_id, action_id }: RewardReinstated): Notice {
  return {
    name: "reinstated",
    type: "reward",
    title: message("notification.reinstated.title"),
    body: [message("notification.reinstated.body", { xp, tokens })],
    data: { quest_id, action_id },
  };
}

/** The outcome of an appeal, once it is final; other opinions are told by what follows from them. */
export function appealNotice({ kind, final, decision, reason_code, proof_id }: Reviewed): Notice | undefined {
  if (kind !== "appeal" || !final) return undefined;
  const isGranted = decision === "approve";
  const outcome = isGranted ? "appeal_granted" : "appeal_denied";
  return {
    name: "appeal",
    type: "review",
    title: message(`notification.${outcome}.title`),
    body: [message(`notification.${outcome}.body`), reasonMessage(reason_code, isGranted ? "verified" : "rejected")],
    data: { proof_id },
  };
}

/** Nothing where a reward was taken back: that notice says more. */
export function questFailedNotice({ quest_id, title, reason, reversed }: QuestFailed): Notice | undefined {
  if (reversed) return undefined;
  return {
    name: "failed",
    type: "mission",
    title: message("notification.failed.title"),
    body: [message("notification.failed.body", { title }), reasonMessage(reason, "rejected")],
    data: { quest_id },
  };
}

/** Only what the reader would not hear otherwise: that a person looks at the evidence now, and why. */
export function proofNotice({ proof_id, status, reason_code }: ProofDecided): Notice | undefined {
  if (status !== "in_review") return undefined;
  return {
    name: "review",
    type: "review",
    title: message("notification.review.title"),
    body: [reasonMessage(reason_code, "in_review"), message("notification.review.body")],
    data: { proof_id },
  };
}

/** `sender` is the sender's username; absent when it is not known any more. */
export function transferNotice({ amount, memo, transfer_id, from_player_id }: Transferred, sender?: string): Notice {
  const values = { tokens: amount, sender: sender ?? message("notification.received.somebody") };
  return {
    name: "received",
    type: "token",
    title: message("notification.received.title", values),
    body: [message("notification.received.body", values), ...(memo === null ? [] : [message("notification.received.memo", { memo })])],
    data: { transfer_id },
    sender_id: from_player_id,
  };
}

/** What is left of a transfer's notice when its sender is erased. */
export const fromErased = {
  title: message("notification.received_from_erased.title"),
  body: [message("notification.received_from_erased.body")],
};

export function fulfilledNotice({ redemption_id, name, fulfilment }: Fulfilled): Notice {
  return {
    name: "fulfilled",
    type: "reward",
    title: message("notification.fulfilled.title"),
    body: [message("notification.fulfilled.body", { name }), ...(fulfilment === "codes" ? [message("notification.fulfilled.code")] : [])],
    data: { redemption_id },
  };
}

/** The word that the token service gives as the reason where players took a redemption back themselves. */
const withdrawn = "withdrawn";

export function cancelledNotice({ redemption_id, name, price_tokens, reason }: Cancelled): Notice {
  const values = { name, tokens: price_tokens };
  return {
    name: "cancelled",
    type: "reward",
    title: message("notification.cancelled.title"),
    body: [
      reason === withdrawn ? message("notification.withdrawn.body", values) : message("notification.cancelled.body", { ...values, reason }),
    ],
    data: { redemption_id },
  };
}

export function expiredNotice({ redemption_id, name, price_tokens }: Expired): Notice {
  return {
    name: "expired",
    type: "reward",
    title: message("notification.expired.title"),
    body: [message("notification.expired.body", { name, tokens: price_tokens })],
    data: { redemption_id },
  };
}

export function refundedNotice({ redemption_id, name, price_tokens, reason }: Refunded): Notice {
  return {
    name: "refunded",
    type: "reward",
    title: message("notification.refunded.title"),
    body: [message("notification.refunded.body", { name, reason, tokens: price_tokens })],
    data: { redemption_id },
  };
}
