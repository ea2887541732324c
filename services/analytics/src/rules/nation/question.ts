import { atomsIn } from "@oneheart/disclosure";
import type { AreaTree } from "./area-tree.ts";
import type { NationAtom } from "./day-atoms.ts";
import { type Days, monthEnd } from "./periods.ts";

/** What is asked for: days, and one area, place, kind or goal where it is named. */
export interface NationQuestion extends Days {
  /** Only what ends on this day or later. */
  ends_from?: string;
  area?: string;
  /** Only what lies in no narrower area than `area`, or is told together there. */
  only_here?: boolean;
  /** `none` for places that are told together. */
  zone?: string;
  /** Empty for kinds that are told together. */
  kind?: string;
  /** Any of these kinds. */
  kinds?: ReadonlySet<string>;
}

/** Whole months are told from the parts that months have: fewer, and the same sums. */
export function areWholeMonths({ from, to }: Days): boolean {
  return from.endsWith("-01") && monthEnd(to.slice(0, 7)) === to;
}

/** The atoms that lie wholly in what is asked for. */
export function atomsFor(atoms: readonly NationAtom[], tree: AreaTree, question: NationQuestion): NationAtom[] {
  const { from, to, ends_from, area, only_here, zone, kind, kinds } = question;
  return atomsIn(atoms, { from, to, place: area }).filter(
    (atom) =>
      (ends_from === undefined || atom.to >= ends_from) &&
      (!only_here || areaBelow(atom, tree, area) === null) &&
      (zone === undefined || (atom.zone ?? "none") === zone) &&
      (kind === undefined || (atom.kind ?? "") === kind) &&
      (kinds === undefined || (atom.kind !== null && kinds.has(atom.kind))),
  );
}

/** The next narrower area of an atom; null where it lies in none, or is told together. */
export function areaBelow({ path }: NationAtom, tree: AreaTree, area: string | undefined): string | null {
  const next = path[area === undefined ? 0 : path.indexOf(area) + 1];
  return next !== undefined && tree.isArea(next) ? next : null;
}

/** Counts different people by their numbers, which are dense: a mark for each, of the count in which it was seen last. */
export class PeopleCounter {
  #marks = new Int32Array(1024);
  #counts = 0;

  /** How many different people are behind atoms. */
  of(atoms: readonly NationAtom[]): number {
    this.#counts += 1;
    let people = 0;
    for (const { actors } of atoms) {
      for (let index = 0; index < actors.length; index += 1) if (this.#isNew(actors[index]!)) people += 1;
    }
    return people;
  }

  #isNew(person: number): boolean {
    if (person >= this.#marks.length) {
      const larger = new Int32Array(2 ** Math.ceil(Math.log2(person + 1)));
      larger.set(this.#marks);
      this.#marks = larger;
    }
    if (this.#marks[person] === this.#counts) return false;
    this.#marks[person] = this.#counts;
    return true;
  }
}

export function actionsOf(atoms: readonly NationAtom[]): number {
  return atoms.reduce((sum, { actors }) => sum + actors.length, 0);
}
