import type { Atom } from "./partition.ts";

/** How many different people there are is told to the nearest so many. */
export const PEOPLE_ROUNDED_TO = 5;

/** What somebody asks for: time, a place with all below it, a kind. Time is in whole months, or in days where atoms are cut into days. */
export interface Question {
  from: string;
  to: string;
  /** A place anywhere in the tree; absent for all of it. */
  place?: string;
  kind?: string;
}

/** The atoms that lie wholly in what is asked for. Whatever crosses its edge is told only to who asks for more. */
export function atomsIn<A extends Pick<Atom, "from" | "to" | "path" | "kind">>(atoms: readonly A[], question: Question): A[] {
  const { from, to, place, kind } = question;
  return atoms.filter(
    (atom) =>
      atom.from >= from &&
      atom.to <= to &&
      (place === undefined || atom.path.includes(place)) &&
      (kind === undefined || atom.kind === kind),
  );
}

/** A number of people as it is told: to the nearest five, and never by chance, so that asking again tells nothing. */
export function roundPeople(people: number): number {
  return Math.round(people / PEOPLE_ROUNDED_TO) * PEOPLE_ROUNDED_TO;
}
