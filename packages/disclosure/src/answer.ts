import type { Atom, Cell } from "./partition.ts";

/** How many different people there are is told to the nearest so many. */
export const PEOPLE_ROUNDED_TO = 5;

/** What somebody asks for: whole months, a place with all below it, a kind. */
export interface Question {
  from: string;
  to: string;
  path: readonly string[];
  kind?: string;
}

/** The atoms that lie wholly in what is asked for. Whatever crosses its edge is told only to who asks for more. */
export function atomsIn<C extends Cell>(atoms: ReadonlyArray<Atom<C>>, { from, to, path, kind }: Question): Array<Atom<C>> {
  return atoms.filter(
    (atom) =>
      atom.from >= from &&
      atom.to <= to &&
      path.every((name, depth) => atom.path[depth] === name) &&
      (kind === undefined || atom.kind === kind),
  );
}

/** A number of people as it is told: to the nearest five, and never by chance, so that asking again tells nothing. */
export function roundPeople(people: number): number {
  return Math.round(people / PEOPLE_ROUNDED_TO) * PEOPLE_ROUNDED_TO;
}
