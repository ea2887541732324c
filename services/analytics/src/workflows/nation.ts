import { analyticsContract, drillTo, type Figure } from "@oneheart/contracts";
import { type Atom, atomsIn, peopleOf, roundPeople } from "@oneheart/disclosure";
import type { BaseContext } from "@oneheart/kernel";
import { eventFigure } from "../rules/figure.ts";
import { actionsIn, type NationCell, nationAtoms } from "../rules/nation-cells.ts";
import { analyticsState } from "../state.ts";

type Atoms = ReadonlyArray<Atom<NationCell>>;
type Asking = Pick<BaseContext, "db" | "state">;

/** What is asked for: months, and one place or kind where it is named. */
export interface NationQuestion {
  from: string;
  to: string;
  upto: number;
  zone?: string;
  kind?: string;
}

/** The atoms of a question. */
export async function atomsOf(ctx: Asking, { from, to, upto, zone, kind }: NationQuestion): Promise<Atoms> {
  const columns = await ctx.state(analyticsState).columns.at(ctx.db);
  const asked = atomsIn(nationAtoms(columns, upto), { from, to, path: [] });
  return asked.filter((atom) => (zone === undefined || zoneOf(atom) === zone) && (kind === undefined || (atom.kind ?? "") === kind));
}

/** A zone's id, or `none` where places were put together. */
export function zoneOf({ path }: Atom): string {
  return path[0] ?? "none";
}

/** The figures of a question whose atoms these are. */
export function measuresOf(atoms: Atoms, question: NationQuestion, as_of: Date): { actions: Figure; people: Figure } {
  const { nationCells } = analyticsContract.operations;
  const said = { as_of, count: atoms.length, drill: drillTo(nationCells, { ...question }) };
  const people = roundPeople(peopleOf(atoms.flatMap(({ cells }) => cells)));
  return {
    actions: eventFigure(actionsIn(atoms), { ...said, unit: "actions" }),
    people: eventFigure(people, { ...said, unit: "people" }),
  };
}
