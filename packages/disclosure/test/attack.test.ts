import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { seededRandom } from "@oneheart/simulation";
import { atomsIn, type Question, roundPeople } from "../src/answer.ts";
import { type Cell, PEOPLE_MIN, partition, peopleOf } from "../src/partition.ts";
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
      [[], ["north"], ["south"], ...places].flatMap((path) => [undefined, ...kinds].map((kind) => ({ from, to, path, kind }))),
    ),
);

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
      const answers = questions.map(({ from, to, path, kind }) => {
        const asked = cells.flatMap((cell, at) => {
          const isIn = cell.month >= from && cell.month <= to && path.every((name, depth) => cell.path[depth] === name);
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
});
