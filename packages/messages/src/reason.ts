import { automaticReasons, ReviewReason } from "@oneheart/contracts";
import { message } from "./message.ts";
import type { Message } from "./pattern.ts";

type Outcome = "verified" | "in_review" | "rejected";

/** What the rules found noteworthy, for the reviewer. A flag of another version is spelled out. */
export function flagMessage(flag: string): Message {
  return { code: `flag.${flag}`, parameters: {} };
}

/** Why evidence was decided so, for its player. A reason that this version does not know says no more than the outcome. */
export function reasonMessage(reason_code: string, outcome: Outcome): Message {
  const known = ReviewReason.safeParse(reason_code);
  if (known.success) return message(`reason.${known.data}`);
  if (Object.hasOwn(automaticReasons, reason_code)) return message(`reason.${reason_code as keyof typeof automaticReasons}`);
  return message(`reason.unknown_${outcome}`);
}
