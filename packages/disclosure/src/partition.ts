/** The finest that could be told: what was done in one month, at one place, of one kind. */
export interface Cell {
  /** `YYYY-MM`. */
  month: string;
  /** The place in the tree of places, from the top. */
  path: readonly string[];
  kind: string;
  people: ReadonlySet<number>;
}

/** What is told as one: cells with enough people behind them. */
export interface Atom<C extends Cell = Cell> {
  /** The first and the last month in it. */
  from: string;
  to: string;
  /** The place that holds all of it: where places were put together, the one above them. */
  path: readonly string[];
  /** Null where kinds were put together. */
  kind: string | null;
  cells: readonly C[];
}

interface Partition<C extends Cell> {
  atoms: Array<Atom<C>>;
  /** The newest cells, where fewer people acted than may be told at all: they wait for the months to come. */
  untold: C[];
}

/** Fewer people than this are never told apart. */
export const PEOPLE_MIN = 5;

/** Puts cells together until at least `k` different people are behind each atom. The same cells give the same atoms. */
export function partition<C extends Cell>(cells: readonly C[], k = PEOPLE_MIN): Partition<C> {
  const atoms: Array<Atom<C>> = [];
  let untold: C[] = [];
  for (const [, ofMonth] of sorted(Map.groupBy(cells, ({ month }) => month))) {
    const { told, left } = tellNode(ofMonth, [], k);
    const pooled = pool(told, [...untold, ...left], k);
    untold = pooled.left;
    atoms.push(...pooled.told.flat());
    if (pooled.pool.length > 0) atoms.push(atomOf(pooled.pool, []));
  }
  return { atoms, untold };
}

/** Atoms by the part (kind or place) to which they belong, and the cells that have too few people for any. */
interface Told<C extends Cell> {
  told: Array<Array<Atom<C>>>;
  left: C[];
}

function tellNode<C extends Cell>(cells: readonly C[], path: readonly string[], k: number): Told<C> {
  const depth = path.length;
  const here = cells.filter((cell) => cell.path.length === depth);
  const below = Map.groupBy(
    cells.filter((cell) => cell.path.length > depth),
    (cell) => cell.path[depth]!,
  );
  const parts = [
    tellKinds(here, path, k),
    ...sorted(below).map(([name, ofChild]): Told<C> => {
      const { told, left } = tellNode(ofChild, [...path, name], k);
      return { told: told.length > 0 ? [told.flat()] : [], left };
    }),
  ];
  return settle(
    parts.flatMap(({ told }) => told),
    parts.flatMap(({ left }) => left),
    path,
    k,
  );
}

function tellKinds<C extends Cell>(cells: readonly C[], path: readonly string[], k: number): Told<C> {
  const kinds = sorted(Map.groupBy(cells, ({ kind }) => kind)).map(([, ofKind]) => ofKind);
  const told = kinds.filter((ofKind) => peopleOf(ofKind) >= k).map((ofKind) => [atomOf(ofKind, path)]);
  const left = kinds.filter((ofKind) => peopleOf(ofKind) < k).flat();
  return settle(told, left, path, k);
}

/** What is too small is put together, with the smallest of what is large enough where that is not enough. */
function settle<C extends Cell>(told: Array<Array<Atom<C>>>, left: readonly C[], path: readonly string[], k: number): Told<C> {
  const pooled = pool(told, left, k);
  return { told: pooled.pool.length === 0 ? pooled.told : [...pooled.told, [atomOf(pooled.pool, path)]], left: pooled.left };
}

function pool<C extends Cell>(told: ReadonlyArray<Array<Atom<C>>>, left: readonly C[], k: number) {
  if (left.length === 0) return { told: [...told], pool: [], left: [] };
  const kept = told.map((atoms) => ({ atoms, people: peopleOf(cellsOf(atoms)) })).sort((a, b) => a.people - b.people);
  let pooled = [...left];
  while (pooled.length > 0 && peopleOf(pooled) < k && kept.length > 0) pooled = [...pooled, ...cellsOf(kept.shift()!.atoms)];
  const isEnough = peopleOf(pooled) >= k;
  return { told: kept.map(({ atoms }) => atoms), pool: isEnough ? pooled : [], left: isEnough ? [] : pooled };
}

function atomOf<C extends Cell>(cells: readonly C[], path: readonly string[]): Atom<C> {
  const months = cells.map(({ month }) => month).sort();
  const kinds = new Set(cells.map(({ kind }) => kind));
  return { from: months[0]!, to: months.at(-1)!, path, kind: kinds.size === 1 ? [...kinds][0]! : null, cells };
}

function cellsOf<C extends Cell>(atoms: ReadonlyArray<Atom<C>>): C[] {
  return atoms.flatMap(({ cells }) => cells);
}

/** How many different people are behind cells. */
export function peopleOf(cells: readonly Cell[]): number {
  if (cells.length === 1) return cells[0]!.people.size;
  const people = new Set<number>();
  for (const cell of cells) for (const person of cell.people) people.add(person);
  return people.size;
}

function sorted<V>(groups: Map<string, V>): Array<[string, V]> {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
