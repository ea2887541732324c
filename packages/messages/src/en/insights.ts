import { pattern } from "../pattern.ts";

type Group = { of: string; name: string };
type Compared = Group & { share: number; rest: number; days: number };
const began = "{of, select, mission_type {began with “{name}”} other {began in {name}}}";

/** What stands out for governments, and what would change it. Shares are in per cent. */
export const insights = {
  "insight.returned": pattern<Compared>(
    `Of those who ${began}, {share, number} % acted again within {days, number} days; of all others {rest, number} %.`,
  ),
  "insight.second_kind": pattern<Compared>(
    `Of those who ${began}, {share, number} % tried another kind of work within {days, number} days; of all others {rest, number} %.`,
  ),
  "insight.change.people": pattern<{ people: number }>(
    "It would be no finding any more if {people, plural, one {# person} other {# people}} of this group had done otherwise.",
  ),
  "insight.change.chosen": pattern<{ of: string }>(
    "People chose for themselves {of, select, mission_type {what they began with} other {where they began}}: this shows a difference, not its cause. Inviting people by lot would.",
  ),
  "insight.change.time": pattern<{ days: number }>(
    "It is counted again with everybody whose first action is {days, number} days ago; more people make the interval narrower.",
  ),
};
