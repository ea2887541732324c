import { differenceInterval, fisherExact, fragility, holm, type Interval, type Share } from "./proportions.ts";

/** One person whose first days were long enough ago: where they began, and what they did after. */
export interface Beginner {
  mission_type: string;
  area_id: string | undefined;
  /** Acted on another day, and did another kind of work, while they were followed. */
  returned: boolean;
  second_kind: boolean;
}

const outcomes = ["returned", "second_kind"] as const;
type Outcome = (typeof outcomes)[number];
const dimensions = ["mission_type", "area_id"] as const;
type Dimension = (typeof dimensions)[number];

/** The least people that a group, and all others together, must have to be compared at all. */
export const SAMPLE_MIN = 50;
/** The least people that must have done, and not done, what is compared, in either group: what fewer did is not told. */
const CELL_MIN = 5;
/** The chance of any finding at all where there is none. */
export const FAMILY_ERROR = 0.05;

/** A group that does something more or less often than all others. */
export interface Finding {
  outcome: Outcome;
  dimension: Dimension;
  value: string;
  group: Share;
  rest: Share;
  /** Of the difference of the two shares; all intervals together hold with 1 − FAMILY_ERROR (Bonferroni). */
  interval: Interval;
  p: number;
  /** How many people would have had to do otherwise for it to be none. */
  fragility: number;
}

export interface Findings {
  findings: Finding[];
  /** How many groups were compared, and how many had too few people. */
  comparisons: number;
  too_few: number;
}

/** Compares every group with all others, and answers what is left after the correction for how often was compared. */
export function findingsIn(beginners: readonly Beginner[]): Findings {
  const compared = outcomes.flatMap((outcome) => dimensions.flatMap((dimension) => comparisonsOf(beginners, outcome, dimension)));
  const enough = compared.filter(({ group, rest }) => isEnough(group) && isEnough(rest));
  const corrected = holm(enough.map(({ group, rest }) => fisherExact(group, rest)));
  const alpha = FAMILY_ERROR / enough.length;
  const findings = enough.flatMap((one, index): Finding[] => {
    const p = corrected[index]!;
    if (p >= FAMILY_ERROR) return [];
    const { group, rest } = one;
    return [{ ...one, p, interval: differenceInterval(group, rest, alpha), fragility: fragility(group, rest, alpha) }];
  });
  return { findings: findings.sort((a, b) => a.p - b.p), comparisons: enough.length, too_few: compared.length - enough.length };
}

function comparisonsOf(beginners: readonly Beginner[], outcome: Outcome, dimension: Dimension) {
  const all = shareOf(beginners, outcome);
  const groups = [...Map.groupBy(beginners, (one) => one[dimension])].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return groups.flatMap(([value, members]) => {
    if (value === undefined) return [];
    const group = shareOf(members, outcome);
    return [{ outcome, dimension, value, group, rest: { did: all.did - group.did, of: all.of - group.of } }];
  });
}

function shareOf(people: readonly Beginner[], outcome: Outcome): Share {
  return { did: people.filter((one) => one[outcome]).length, of: people.length };
}

function isEnough({ did, of }: Share): boolean {
  return of >= SAMPLE_MIN && did >= CELL_MIN && of - did >= CELL_MIN;
}
