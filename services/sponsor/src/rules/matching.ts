import type { Matching } from "@oneheart/contracts";

/** What was matched before, and what is there to match with. */
export interface MatchState {
  of_person_minor: bigint;
  in_all_minor: bigint;
  there_minor: bigint;
}

/** What is added to a supporter's contribution: rounded down, and never more than any of the limits leaves. */
export function matchFor(amount_minor: bigint, terms: Matching, state: MatchState): bigint {
  const rooms = [
    (amount_minor * BigInt(terms.ratio_bps)) / 10_000n,
    BigInt(terms.person_max_minor) - state.of_person_minor,
    BigInt(terms.total_max_minor) - state.in_all_minor,
    state.there_minor,
  ];
  const least = rooms.reduce((smallest, room) => (room < smallest ? room : smallest));
  return least > 0n ? least : 0n;
}
