import { analyticsContract, type CallInput, drillTo, type Figure, localDay, type Output } from "@oneheart/contracts";
import { roundPeople } from "@oneheart/disclosure";
import type { BaseContext } from "@oneheart/kernel";
import { eventFigure } from "../rules/figure.ts";
import type { NationAtom } from "../rules/nation/day-atoms.ts";
import { equityOf, perThousand } from "../rules/nation/equity.ts";
import { goalsOf } from "../rules/nation/goals.ts";
import { type Days, daysOf, isDay, monthEnd, type Step, stepAround } from "../rules/nation/periods.ts";
import { actionsOf, areaBelow, areWholeMonths, atomsFor, type NationQuestion, PeopleCounter } from "../rules/nation/question.ts";
import { analyticsState } from "../state.ts";
import type { GoalRow } from "../store/goals.ts";
import type { ProgrammeRow } from "../store/programme.ts";
import type { ToldNation } from "./told-nation.ts";

type Dashboard = Output<typeof analyticsContract.operations.nationDashboard>;
type Asked = Pick<CallInput<typeof analyticsContract.operations.nationDashboard>, "period" | "from" | "to">;
type Drilled = Omit<CallInput<typeof analyticsContract.operations.nationCells>, "cursor" | "limit">;

/** What may be told, up to a position. */
export async function toldNation(ctx: Pick<BaseContext, "db" | "state" | "call">, upto: number): Promise<ToldNation> {
  const { columns, nation } = ctx.state(analyticsState);
  const tree = await nation.tree(ctx);
  return nation.told(await columns.at(ctx.db), upto, tree);
}

/** The atoms of a question. */
export function atomsIn({ tree, months, days }: ToldNation, question: NationQuestion): NationAtom[] {
  return atomsFor(areWholeMonths(question) ? months : days(), tree, question);
}

/** The days that somebody asks for: of a named period, or from one to another; without either this fiscal year. Undefined for none that there are. */
export function rangeOf({ period, from, to }: Asked, programme: ProgrammeRow, now: Date): Days | undefined {
  const today = localDay(now, programme.time_zone);
  const named = period ?? (from === undefined && to === undefined ? "this_fiscal_year" : undefined);
  if (named !== undefined) return daysOf(named, today, programme.fiscal_year_starts);
  return daysBetween((from ?? to)!, (to ?? from)!);
}

/** From a month or day to another one. Undefined where one of them is none. */
export function daysBetween(first: string, last: string): Days | undefined {
  const from = first.length === 7 ? `${first}-01` : first;
  const to = last.length === 7 ? monthEnd(last) : last;
  return isDay(from) && isDay(to) ? { from, to } : undefined;
}

/** Everything that one look shows: each number a sum of whole atoms, with the call that lists them. */
export class NationView {
  readonly #told: ToldNation;
  readonly #atoms: readonly NationAtom[];
  readonly #asked: Drilled;
  readonly #as_of: Date;
  readonly #people = new PeopleCounter();

  constructor(told: ToldNation, question: NationQuestion, { upto, as_of }: { upto: number; as_of: Date }) {
    this.#told = told;
    this.#atoms = atomsIn(told, question);
    this.#asked = { ...question, kinds: undefined, upto, areas_version: told.tree.version } as Drilled;
    this.#as_of = as_of;
  }

  total() {
    return this.#measuresOf(this.#atoms, {});
  }

  byArea(): { by_area: Dashboard["by_area"]; equity: Dashboard["equity"] } {
    const { tree } = this.#told;
    const { area, to } = this.#asked;
    const below = Map.groupBy(this.#atoms, (atom) => areaBelow(atom, tree, area));
    const by_area = [...below].map(([area_id, atoms]) => {
      const version = area_id === null ? undefined : tree.areaIn(area_id, to.slice(0, 7));
      const { code = null, name = null, name_local = null, level = null, population = null } = version ?? {};
      const measures = this.#measuresOf(atoms, area_id === null ? { only_here: true } : { area: area_id });
      const actions_per_1000 = population === null ? null : perThousand({ population, actions: measures.actions.value! });
      return { area_id, code, name, name_local, level, population, actions_per_1000, ...measures };
    });
    const peopled = by_area.flatMap(({ population, actions }) => (population === null ? [] : [{ population, actions: actions.value! }]));
    return { by_area, equity: equityOf(peopled) ?? null };
  }

  byZone(): Dashboard["by_zone"] {
    const byZone = Map.groupBy(this.#atoms, ({ zone }) => zone);
    return [...byZone].map(([zone_id, atoms]) => ({ zone_id, ...this.#measuresOf(atoms, { zone: zone_id ?? "none" }) }));
  }

  byKind(): Dashboard["by_kind"] {
    const byKind = Map.groupBy(this.#atoms, ({ kind }) => kind);
    return [...byKind].map(([mission_type, atoms]) => ({ mission_type, ...this.#measuresOf(atoms, { kind: mission_type ?? "" }) }));
  }

  byGoal({ mappings, version }: GoalRow): Dashboard["by_goal"] {
    return goalsOf(mappings).flatMap(({ goal, targets, mission_types }) => {
      const atoms = this.#atoms.filter(({ kind }) => kind !== null && mission_types.includes(kind));
      return atoms.length === 0 ? [] : [{ goal, targets, mission_types, ...this.#measuresOf(atoms, { goal, goals_version: version }) }];
    });
  }

  byPeriod(step: Step, fiscalStart: number): Dashboard["by_period"] {
    const asked = this.#asked;
    const groups = Map.groupBy(this.#atoms, (atom) => stepAround(atom.to, step, fiscalStart).from);
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([start, atoms]) => {
        const around = stepAround(start, step, fiscalStart);
        const to = around.to < asked.to ? around.to : asked.to;
        const from = start > asked.from ? start : asked.from;
        const since = atoms.map((atom) => atom.from).sort()[0]!;
        return { from, to, since, ...this.#measuresOf(atoms, { from: since, to, ends_from: from }) };
      });
  }

  #measuresOf(atoms: readonly NationAtom[], narrower: Partial<Drilled>): { actions: Figure; people: Figure } {
    const query = Object.fromEntries(Object.entries({ ...this.#asked, ...narrower }).filter(([, value]) => value !== undefined));
    const drill = drillTo(analyticsContract.operations.nationCells, query as Drilled & Record<string, string | number | boolean>);
    const said = { as_of: this.#as_of, count: atoms.length, drill };
    return {
      actions: eventFigure(actionsOf(atoms), { ...said, unit: "actions" }),
      people: eventFigure(roundPeople(this.#people.of(atoms)), { ...said, unit: "people" }),
    };
  }
}
