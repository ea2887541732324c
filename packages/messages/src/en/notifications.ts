import { pattern, type Value } from "../pattern.ts";

const hearts = "{tokens, plural, one {# Heart token} other {# Heart tokens}}";

/** What players are told. */
export const notifications = {
  "notification.reward.title": pattern("Your action is verified"),
  "notification.reward.body": pattern<{ xp: number; tokens: number }>(`You earned {xp, number} XP and ${hearts}.`),
  "notification.level.title": pattern<{ level: number }>("Level {level, number}"),
  "notification.level.body": pattern<{ level: number }>("You reached level {level, number}."),
  "notification.badge.title": pattern("A new badge"),
  "notification.badge.body": pattern<{ badge: Value }>("You earned the badge “{badge}”."),

  "notification.reversed.title": pattern("Your reward was taken back"),
  "notification.reversed.taken": pattern<{ xp: number; tokens: number }>(`{xp, number} XP and ${hearts} were taken back.`),
  "notification.reversed.owed": pattern<{ tokens: number }>(
    "{tokens, plural, one {# Heart token of it was} other {# Heart tokens of it were}} spent and will be taken from what you earn next.",
  ),
  "notification.reversed.badges": pattern("Badges that only this action earned were taken back, too."),
  "notification.reversed.appeal": pattern("You can appeal; the proof says until when."),
  "notification.reinstated.title": pattern("Your reward is yours again"),
  "notification.reinstated.body": pattern<{ xp: number; tokens: number }>(
    `Your action counts again, with all that it earned. {xp, number} XP and ${hearts} were given back.`,
  ),

  "notification.appeal_granted.title": pattern("Your appeal was successful"),
  "notification.appeal_granted.body": pattern("Your evidence is accepted after all."),
  "notification.appeal_denied.title": pattern("Your appeal was not successful"),
  "notification.appeal_denied.body": pattern("The rejection stands."),

  "notification.failed.title": pattern("Your evidence was not accepted"),
  "notification.failed.body": pattern<{ title: string }>("“{title}” could not be verified."),
  "notification.review.title": pattern("A reviewer looks at your evidence"),
  "notification.review.body": pattern("You need not do anything now."),

  "notification.received.title": pattern<{ tokens: number; sender: Value }>(`${hearts} from {sender}`),
  "notification.received.body": pattern<{ tokens: number; sender: Value }>(`{sender} sent you ${hearts}.`),
  "notification.received.memo": pattern<{ memo: string }>("“{memo}”"),
  "notification.received.somebody": pattern("Someone"),
  "notification.received_outside.title": pattern("You received Heart tokens"),
  "notification.received_outside.body": pattern("The app shows who sent them."),
  "notification.received_from_erased.title": pattern("Heart tokens received"),
  "notification.received_from_erased.body": pattern("Somebody who has left sent you Heart tokens."),

  "notification.fulfilled.title": pattern("Your reward is yours"),
  "notification.fulfilled.body": pattern<{ name: string }>("“{name}” was handed over."),
  "notification.fulfilled.code": pattern("The app shows your code."),
  "notification.expired.title": pattern("A reward was not collected"),
  "notification.expired.body": pattern<{ name: string; tokens: number }>(
    "The time to collect “{name}” is over. {tokens, plural, one {# Heart token is} other {# Heart tokens are}} yours again.",
  ),
  "notification.refunded.title": pattern("Your Heart tokens were given back"),
  "notification.refunded.body": pattern<{ name: string; reason: string; tokens: number }>(
    "“{name}”: {reason}. {tokens, plural, one {# Heart token is} other {# Heart tokens are}} yours again.",
  ),
  "notification.cancelled.title": pattern("Your redemption was cancelled"),
  "notification.cancelled.body": pattern<{ name: string; reason: string; tokens: number }>(
    "“{name}”: {reason}. {tokens, plural, one {# Heart token is} other {# Heart tokens are}} yours again.",
  ),
  "notification.withdrawn.body": pattern<{ name: string; tokens: number }>(
    "You took “{name}” back. {tokens, plural, one {# Heart token is} other {# Heart tokens are}} yours again.",
  ),
};
