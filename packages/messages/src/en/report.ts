import { pattern } from "../pattern.ts";

type Text<Key extends string> = Record<Key, string>;

/** A sponsor's report. Numbers and days come written as the language writes them. */
export const report = {
  "report.title": pattern<Text<"organisation">>("What the money of {organisation} did"),
  "report.days": pattern<Text<"from" | "to">>("{from} to {to}"),
  "report.days_from": pattern<Text<"from">>("From {from} on"),
  "report.days_to": pattern<Text<"to">>("Until {to}"),
  "report.days_all": pattern("All days"),
  "report.made": pattern<Text<"moment" | "id">>("Made on {moment}. Report {id}."),
  "report.verdict": pattern("Verdict"),
  "report.verdict_none": pattern("Nothing was paid for in these days."),
  "report.verdict_some": pattern<Text<"spent" | "actions" | "people">>(
    "{spent} paid for {actions} verified actions, which reached {people} people as players reported.",
  ),
  "report.return_range": pattern<Text<"low" | "base" | "high" | "unit">>(
    "Social return: between {low} and {high} for each {unit} spent, {base} in the base case. It rests on the organisation’s own assumptions and their sources.",
  ),
  "report.return_unknown": pattern(
    "Social return: not stated, because the organisation has not said what it assumes, or nothing was spent.",
  ),
  "report.pace": pattern<Text<"campaign" | "money" | "time">>("{campaign}: {money} of its money is spent after {time} of its time."),
  "report.forecast": pattern<Text<"low" | "high">>(
    "If days go on as they were, it will be {low} to {high} at its end, in eight of ten cases.",
  ),
  "report.money": pattern("Where the money went"),
  "report.who_how_much": pattern("What, who, how much, contribution, risk"),
  "report.what": pattern("What"),
  "report.what_more": pattern<Text<"actions">>(
    "{actions} verified actions. Each rests on photographs or videos that rules checked, and people where rules could not decide.",
  ),
  "report.who": pattern("Who"),
  "report.who_more": pattern<Text<"people">>("{people} people were reached, as players reported and reviewers confirmed."),
  "report.how_much": pattern("How much"),
  "report.how_much_more": pattern<Text<"spent" | "cost">>(
    "{spent} in all, {cost} for each verified action; the table below has it over time.",
  ),
  "report.contribution": pattern("Contribution"),
  "report.contribution_more": pattern(
    "An action that several sponsors paid for counts for each by its part of the money. The parts are fixed in the ledger and come to exactly one action.",
  ),
  "report.risk": pattern("Risk"),
  "report.risk_more": pattern<{ count: number }>(
    "{count, plural, =0 {No action was taken back after it had been paid for.} one {# action was taken back after it had been paid for; its money can be spent again.} other {# actions were taken back after they had been paid for; their money can be spent again.}}",
  ),
  "report.where": pattern("Where"),
  "report.over_time": pattern("Over time"),
  "report.voice": pattern("What people say whom it is for"),
  "report.voice_none": pattern("Nobody was asked."),
  "report.voice_few": pattern<Text<"title">>("{title}: fewer than ten people have answered, so their answers are not told."),
  "report.voice_answered": pattern<Text<"title" | "handed_out" | "share">>(
    "of {handed_out} people who were asked about “{title}” answered, {share} of them.",
  ),
  "report.voice_said": pattern<Text<"helped" | "more">>("{helped} say that it helped much or very much, {more} want more of it."),
  "report.answers": pattern("Answers"),
  "report.evidence": pattern("Evidence"),
  "report.evidence_more": pattern(
    "The newest entries. Each code opens the receipt of its entry, which your own browser checks against the public log. Pictures are in the portal’s gallery, as long as their players allow them: this report holds none.",
  ),
  "report.evidence_none": pattern("There is no entry in these days."),
  "report.receipt": pattern<Text<"moment">>("Receipt of the entry of {moment}"),
  "report.unverified": pattern("What we could not verify"),
  "report.what_would_have_happened": pattern("What would have happened without this money. Nobody measured it here."),
  "report.worth_of_outcomes": pattern("What the outcomes are worth. Values in money are assumptions with sources."),
  "report.how_long_it_lasts": pattern("How long the outcomes last."),
  "report.people_as_reported": pattern("How many people were reached: players report it, and reviewers confirm what they can see."),
  "report.method": pattern("Method"),
  "report.method_figures": pattern(
    "Every figure is that of the sponsor’s panel as of the moment on the first page, counted from entries of the public ledger. The table (CSV) names for each figure the call that lists what it is made of.",
  ),
  "report.method_signed": pattern(
    "The files of this report are signed: the note beside them names the SHA-256 of each. What was paid or corrected later is in the next report.",
  ),
  "report.changes": pattern("Since the last report"),
  "report.changes_since": pattern<Text<"moment">>("Compared with the report of {moment}."),
  "report.changes_none": pattern("This is the first report about these campaigns."),
  "report.campaign": pattern("Campaign"),
  "report.zone": pattern("Zone"),
  "report.period": pattern("Days"),
  "report.measure": pattern("Figure"),
  "report.then": pattern("Then"),
  "report.now": pattern("Now"),
  "report.spent": pattern("Spent"),
  "report.actions": pattern("Verified actions"),
  "report.people": pattern("People reached"),
  "report.cost_per_action": pattern("Cost per verified action"),
  "report.funded": pattern("Came in"),
  "report.money_share": pattern("Share that is spent"),
};
