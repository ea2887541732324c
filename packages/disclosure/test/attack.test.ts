import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { seededRandom } from "@oneheart/simulation";
import { atomsIn, type Question, roundPeople } from "../src/answer.ts";
import { spansOfDays } from "../src/days.ts";
import { type Atom, type Cell, PEOPLE_MIN, partition, peopleOf } from "../src/partition.ts";
import { recovered } from "./solver.ts";

const months = ["2026-01", "2026-02", "2026-03"];
const places = [
  ["north", "a"],
  ["north", "b"],
  ["north", "c"],
  ["south", "d"],
  ["south", "e"],
];
const kinds = ["clean_up", "teaching", "planting"];
const TABLES = 1000;

/** A table in which many cells have few people. */
function table(random: () => number): Cell[] {
  const density = random();
  return months.flatMap((month) =>
    places.flatMap((path) =>
      kinds.flatMap((kind) => {
        const size = random() < density ? Math.floor(random() ** 2 * 14) : 0;
        const people = new Set(Array.from({ length: size }, () => Math.floor(random() * 40)));
        return people.size === 0 ? [] : [{ month, path, kind, people }];
      }),
    ),
  );
}

/** Everything that can be asked. */
const questions: Question[] = months.flatMap((from, first) =>
  months
    .slice(first)
    .flatMap((to) =>
      [undefined, ...new Set(places.flat())].flatMap((place) => [undefined, ...kinds].map((kind) => ({ from, to, place, kind }))),
    ),
);

interface Act {
  month: string;
  /** From 0, ten in each month. */
  day: number;
  path: string[];
  kind: string;
  person: number;
}

/** A country with two regions; one province of it is split in the third month. */
function actsOfTree(random: () => number): Act[] {
  const zones = [["country", "north", "old", "zone a"], ["country", "north", "old", "zone b"], ["country", "south", "zone c"], ["zone d"]];
  const density = random() * 0.6;
  return months.flatMap((month, at) =>
    zones.flatMap((zone, place) =>
      kinds.slice(0, 2).flatMap((kind) => {
        const path = zone.map((name) => (name === "old" && at === 2 ? `new ${place}` : name));
        const size = random() < density ? Math.floor(random() ** 2 * 20) : 0;
        return Array.from({ length: size }, () => ({
          month,
          day: at * 10 + Math.floor(random() * 10),
          path,
          kind,
          person: Math.floor(random() * 40),
        }));
      }),
    ),
  );
}

function cellsOfActs(acts: readonly Act[]): Array<Cell & { acts: Act[] }> {
  return [...Map.groupBy(acts, ({ month, path, kind }) => `${month} ${path.join("/")} ${kind}`).values()].map((of) => {
    const { month, path, kind } = of[0]!;
    return { month, path, kind, people: new Set(of.map(({ person }) => person)), acts: of };
  });
}

/** An atom as days cut it, edge to edge. */
function partsByDay({ from, to, path, cells }: Atom<Cell & { acts: Act[] }>) {
  const acts = cells.flatMap((cell) => cell.acts).sort((a, b) => a.day - b.day);
  const ends = spansOfDays(
    acts.map(({ day }) => day),
    acts.map(({ person }) => person),
  );
  const edges = [months.indexOf(from) * 10, ...ends.slice(0, -1).map((end) => acts[end - 1]!.day + 1), months.indexOf(to) * 10 + 10];
  return ends.map((end, index) => ({
    path,
    from: edges[index]!,
    to: edges[index + 1]! - 1,
    acts: new Set(acts.slice(index === 0 ? 0 : ends[index - 1]!, end)),
  }));
}

function unique(answers: readonly number[][]): number[][] {
  return [...new Map(answers.filter(({ length }) => length > 0).map((answer) => [answer.join(), answer])).values()];
}

describe("what is told", () => {
  it("gives no cell of few people away, whatever is asked and combined, in a thousand tables", () => {
    const random = seededRandom(11);
    let small = 0;
    for (let index = 0; index < TABLES; index += 1) {
      const cells = table(random);
      const { atoms } = partition(cells);
      const place = new Map(cells.map((cell, at) => [cell, at]));
      const answers = questions.map((question) =>
        atomsIn(atoms, question)
          .flatMap((atom) => atom.cells.map((cell) => place.get(cell)!))
          .sort((a, b) => a - b),
      );
      const found = recovered(
        answers.filter((answer) => answer.length > 0),
        cells.length,
      ).filter((at) => cells[at]!.people.size < PEOPLE_MIN);
      small += cells.filter(({ people }) => people.size < PEOPLE_MIN).length;
      assert.deepEqual(found, [], `table ${index}`);
    }
    assert.ok(small > 5_000, `only ${small} cells were worth an attack`);
  });

  it("would give cells away if only small ones were left out: the attack works", () => {
    const random = seededRandom(11);
    let found = 0;
    for (let index = 0; index < 20; index += 1) {
      const cells = table(random);
      const answers = questions.map(({ from, to, place, kind }) => {
        const asked = cells.flatMap((cell, at) => {
          const isIn = cell.month >= from && cell.month <= to && (place === undefined || cell.path.includes(place));
          return isIn && (kind ?? cell.kind) === cell.kind ? [at] : [];
        });
        return peopleOf(asked.map((at) => cells[at]!)) < PEOPLE_MIN ? [] : asked;
      });
      found += recovered(
        answers.filter((answer) => answer.length > 0),
        cells.length,
      ).filter((at) => cells[at]!.people.size < PEOPLE_MIN).length;
    }
    assert.ok(found > 20, `recovered ${found}`);
  });

  it("is every cell once, in atoms of enough people, but for the newest where nobody else acted", () => {
    const random = seededRandom(3);
    for (let index = 0; index < 200; index += 1) {
      const cells = table(random);
      const { atoms, untold } = partition(cells);
      const told = [...atoms.flatMap((atom) => atom.cells), ...untold];
      assert.deepEqual([told.length, new Set(told).size], [cells.length, cells.length]);
      for (const atom of atoms) assert.ok(peopleOf(atom.cells) >= PEOPLE_MIN);
      assert.ok(peopleOf(untold) < PEOPLE_MIN);
    }
  });

  it("is the same partition in whatever order the cells come", () => {
    const cells = table(seededRandom(5));
    const names = (of: readonly Cell[]) =>
      partition(of)
        .atoms.map((atom) => `${atom.from} ${atom.to} ${atom.path.join("/")} ${atom.kind} ${peopleOf(atom.cells)}`)
        .sort();
    assert.deepEqual(names([...cells].reverse()), names(cells));
  });

  it("rounds people to the nearest five", () => {
    assert.deepEqual([5, 7, 8, 12, 13, 100].map(roundPeople), [5, 5, 10, 10, 15, 100]);
  });

  it("gives nothing away by differences of levels, of days, or of areas that are split, in fifty trees", () => {
    const random = seededRandom(23);
    let [small, cut] = [0, 0];
    for (let index = 0; index < 50; index += 1) {
      const acts = actsOfTree(random);
      const finest = [...Map.groupBy(acts, ({ month, day, path, kind }) => `${month} ${day} ${path.join("/")} ${kind}`).values()];
      const told = partition(cellsOfActs(acts)).atoms.flatMap(partsByDay);
      cut += told.filter(({ from, to }) => to < from + 9).length;
      const names = new Set(acts.flatMap(({ path }) => path));
      const answers: number[][] = [];
      for (let from = 0; from < 30; from += 1) {
        for (let to = from; to < 30; to += 1) {
          for (const name of [undefined, ...names]) {
            const asked = told.filter((atom) => atom.from >= from && atom.to <= to && (name === undefined || atom.path.includes(name)));
            answers.push(finest.flatMap((cell, at) => (asked.some((atom) => atom.acts.has(cell[0]!)) ? [at] : [])));
          }
        }
      }
      const isSmall = (at: number) => new Set(finest[at]!.map(({ person }) => person)).size < PEOPLE_MIN;
      small += finest.filter((_, at) => isSmall(at)).length;
      assert.deepEqual(recovered(unique(answers), finest.length).filter(isSmall), [], `tree ${index}`);
      for (const atom of told) assert.ok(new Set([...atom.acts].map(({ person }) => person)).size >= PEOPLE_MIN);
    }
    assert.ok(small > 1_000 && cut > 30, `${small} small cells, ${cut} parts of months`);
  });
});
