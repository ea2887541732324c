import { pattern, type Value } from "../pattern.ts";

/** What acts do that need a second person, and what people are told of them. */
export const approvals = {
  "approval.verification.activateRules": pattern("Judge evidence with another rule set"),
  "approval.impact.createRuleSet": pattern("Calculate rewards by other rules"),
  "approval.impact.setRewardPolicy": pattern("Change the most that can be earned in a day"),
  "approval.impact.setRewardBudget": pattern("Give a mission or a zone a day’s budget of its own"),
  "approval.impact.dropRewardBudget": pattern("Take a mission’s or a zone’s own budget away"),
  "approval.token.setTransferPolicy": pattern("Change what young accounts can send away"),
  "approval.quest.setQuestPolicy": pattern("Change how long a quest takes at least"),
  "approval.sponsor.setProgrammeBudget": pattern("Change what the programme pays without a sponsor’s money"),
  "approval.identity.erasePlayer": pattern("Erase somebody’s account for good"),
  "approval.identity.setRole": pattern("Change who is an administrator"),
  "approval.platform.setApprovalPolicy": pattern("Change whether acts of weight need a second person"),

  "notification.approval_asked.title": pattern("Something waits for your approval"),
  "notification.approval_asked.body": pattern<{ act: Value }>("{act}. Compare what it changes, then approve or refuse it."),
  "notification.approval_carried_out.title": pattern("Your request was approved and carried out"),
  "notification.approval_refused.title": pattern("Your request was refused"),
  "notification.approval_expired.title": pattern("Nobody decided your request in time"),
  "notification.approval_failed.title": pattern("Your request was approved and could not be carried out"),
  "notification.approval_pending.title": pattern("Your request must be approved again, because its record has changed"),
  "notification.approval_withdrawn.title": pattern("Your request was withdrawn"),
  "notification.approval_approved.title": pattern("Your request was approved"),
  "notification.approval.body": pattern<{ act: Value }>("{act}."),
};
