import {
  type EventPayload,
  type impactContract,
  type NotificationType,
  type questContract,
  reasonInWords,
  type tokenContract,
  type verificationContract,
} from "@oneheart/contracts";
import type { z } from "zod";

/** What a notification says, before it has an id and a reader. `name` tells the messages of one event apart. */
export interface Message {
  name: string;
  type: z.output<typeof NotificationType>;
  title: string;
  body: string;
  data: Record<string, string>;
  /** Whose name and words the text repeats. */
  sender_id?: string;
}

type Impact = EventPayload<typeof impactContract.events.impactRecorded>;
type Reversed = EventPayload<typeof impactContract.events.impactReversed>;
type Reinstated = EventPayload<typeof impactContract.events.impactReinstated>;
type Reviewed = EventPayload<typeof verificationContract.events.reviewDecided>;
type QuestFailed = EventPayload<typeof questContract.events.questFailed>;
type ProofDecided = EventPayload<typeof verificationContract.events.proofDecided>;
type Transferred = EventPayload<typeof tokenContract.events.tokensTransferred>;
type Fulfilled = EventPayload<typeof tokenContract.events.redemptionFulfilled>;
type Cancelled = EventPayload<typeof tokenContract.events.redemptionCancelled>;

/** The reward, a new level, and each badge. */
export function impactMessages(impact: Impact): Message[] {
  const { quest_id, ledger_id } = impact;
  const reward: Message = {
    name: "reward",
    type: "reward",
    title: "Your action is verified",
    body: `You earned ${impact.xp} XP and ${counted(impact.tokens, "Heart token")}.`,
    data: { quest_id, ledger_id },
  };
  const level: Message = {
    name: "level",
    type: "level",
    title: `Level ${impact.level_after}`,
    body: `You reached level ${impact.level_after}.`,
    data: { quest_id },
  };
  const badges = impact.badges.map(
    (badge): Message => ({
      name: `badge:${badge}`,
      type: "badge",
      title: "A new badge",
      body: `You earned the badge “${words(badge)}”.`,
      data: { badge, quest_id },
    }),
  );
  return [reward, ...(impact.level_after > impact.level_before ? [level] : []), ...badges];
}

/** Why, what was taken, what is owed, and that it need not be the last word. */
export function reversedMessage({ reason_code, quest_id, action_id, tokens_owed, badges, ...taken }: Reversed): Message {
  const { xp, tokens } = taken;
  const owed = `${counted(tokens_owed, "Heart token")} of it ${tokens_owed === 1 ? "was" : "were"} spent and will be taken from what you earn next.`;
  const body = [
    reasonInWords(reason_code, "rejected"),
    xp + tokens > 0 ? `${xp} XP and ${counted(tokens, "Heart token")} were taken back.` : "",
    tokens_owed > 0 ? owed : "",
    badges.length > 0 ? "Badges that only this action earned were taken back, too." : "",
    "You can appeal; the proof says until when.",
  ];
  const said = body.filter((sentence) => sentence !== "").join(" ");
  return { name: "reversed", type: "reward", title: "Your reward was taken back", body: said, data: { quest_id, action_id } };
}

export function reinstatedMessage({ xp, tokens, quest_id, action_id }: Reinstated): Message {
  return {
    name: "reinstated",
    type: "reward",
    title: "Your reward is yours again",
    body: `Your action counts again, with all that it earned. ${xp} XP and ${counted(tokens, "Heart token")} were given back.`,
    data: { quest_id, action_id },
  };
}

/** The outcome of an appeal, once it is final; other opinions are told by what follows from them. */
export function appealMessage({ kind, final, decision, reason_code, proof_id }: Reviewed): Message | undefined {
  if (kind !== "appeal" || !final) return undefined;
  const isGranted = decision === "approve";
  const outcome = isGranted ? "Your evidence is accepted after all." : "The rejection stands.";
  return {
    name: "appeal",
    type: "review",
    title: isGranted ? "Your appeal was successful" : "Your appeal was not successful",
    body: `${outcome} ${reasonInWords(reason_code, isGranted ? "verified" : "rejected")}`,
    data: { proof_id },
  };
}

/** Nothing where a reward was taken back: that message says more. */
export function questFailedMessage({ quest_id, title, reason, reversed }: QuestFailed): Message | undefined {
  if (reversed) return undefined;
  return {
    name: "failed",
    type: "mission",
    title: "Your evidence was not accepted",
    body: `“${title}” could not be verified. ${reasonInWords(reason, "rejected")}`,
    data: { quest_id },
  };
}

/** Only what the reader would not hear otherwise: that a person looks at the evidence now, and why. */
export function proofMessage({ proof_id, status, reason_code }: ProofDecided): Message | undefined {
  if (status !== "in_review") return undefined;
  return {
    name: "review",
    type: "review",
    title: "A reviewer looks at your evidence",
    body: `${reasonInWords(reason_code, "in_review")} You need not do anything now.`,
    data: { proof_id },
  };
}

export function transferMessage({ amount, memo, transfer_id, from_player_id }: Transferred, sender: string): Message {
  const note = memo === null ? "" : ` “${memo}”`;
  return {
    name: "received",
    type: "token",
    title: `${counted(amount, "Heart token")} from ${sender}`,
    body: `${sender} sent you ${counted(amount, "Heart token")}.${note}`,
    data: { transfer_id },
    sender_id: from_player_id,
  };
}

export function fulfilledMessage({ redemption_id, name }: Fulfilled): Message {
  return { name: "fulfilled", type: "reward", title: "Your reward is yours", body: `“${name}” was handed over.`, data: { redemption_id } };
}

export function cancelledMessage({ redemption_id, name, price_tokens, reason }: Cancelled): Message {
  return {
    name: "cancelled",
    type: "reward",
    title: "Your redemption was cancelled",
    body: `“${name}”: ${reason}. ${counted(price_tokens, "Heart token")} are yours again.`,
    data: { redemption_id },
  };
}

function counted(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? "" : "s"}`;
}

function words(code: string): string {
  return code.replaceAll("_", " ");
}
