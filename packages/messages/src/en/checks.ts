import { pattern } from "../pattern.ts";

/** What the integrity checks of the data look for, and what to do about what they find. */
export const checks = {
  "check.recount_differs.title": pattern("Figures that differ from the recount"),
  "check.recount_differs.advice": pattern(
    "Nobody signs off until this is understood: an administrator looks at the findings of the audit and has the figures made anew.",
  ),
  "check.correction_waits.title": pattern("Corrections whose award was never heard of"),
  "check.correction_waits.advice": pattern(
    "Wait for tonight's job that counts what was missed. If it stays, look for dead jobs under System.",
  ),
  "check.correction_differs.title": pattern("Reversals that are not the mirror of what they take back"),
  "check.correction_differs.advice": pattern("The totals of the month are wrong by the difference. Have an administrator run the audit."),
  "check.done_after_recorded.title": pattern("Work dated after it was recorded"),
  "check.done_after_recorded.advice": pattern("Look at the clock and the time zone of the zone, and reverse what cannot be true."),
  "check.day_too_long.title": pattern("More than 24 hours of work of one person in a day"),
  "check.day_too_long.advice": pattern("Look at the evidence of that day; reverse what was counted twice."),
  "check.done_too_often.title": pattern("More than 20 verified actions of one person in a day"),
  "check.done_too_often.advice": pattern("Look at the evidence side by side, and at the limits of earning for these missions."),
  "check.same_work_again.title": pattern("The same mission verified more than once for a person in a day"),
  "check.same_work_again.advice": pattern("Two pieces of evidence may show one action. Keep one, and reverse the others."),
  "check.reversed_often.title": pattern("Zones where a fifth of a month's awards was taken back"),
  "check.reversed_often.advice": pattern("Ask the zone's organisers and reviewers what happens there before the month is signed off."),
  "check.hours_many.title": pattern("Single actions of more than 12 hours"),
  "check.hours_many.advice": pattern("Compare with the mission's usual time; correct the mission's limits if minutes are typed wrongly."),
  "check.people_many.title": pattern("Single actions that helped more than 1,000 people"),
  "check.people_many.advice": pattern("Ask how these people were counted, and reverse what cannot be shown."),
  "check.kind_missing.title": pattern("Actions without a kind of work"),
  "check.kind_missing.advice": pattern("Give the mission a kind. Until then these actions count in no goal."),
  "check.month_missing.title": pattern("Months without anything between months with something"),
  "check.month_missing.advice": pattern("Find out whether nothing was done, or nothing arrived."),
  "check.month_unusual.title": pattern("Zones with four times their usual month"),
  "check.month_unusual.advice": pattern(
    "A campaign explains it, or something was counted that should not be. Note which, when signing off.",
  ),
  "check.recorded_late.title": pattern("Work recorded more than 90 days after it was done"),
  "check.recorded_late.advice": pattern("It changes months that others have reported on already: sign off later, or tell them."),
  "check.nothing_measured.title": pattern("Actions with neither time nor people helped"),
  "check.nothing_measured.advice": pattern("They count as actions and add nothing else. Ask for minutes or people in the mission's form."),
};
