import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { joinDay, type Run, streakOn } from "../src/rules/streak.ts";

const run = (first_day: string, last_day: string): Run => ({ first_day, last_day });

test("a day begins a run, goes on with one, fills a gap, or leaves a far one alone", () => {
  assert.deepEqual(joinDay([], "2025-03-01"), run("2025-03-01", "2025-03-01"));
  assert.deepEqual(joinDay([run("2025-02-27", "2025-02-28")], "2025-03-01"), run("2025-02-27", "2025-03-01"));
  assert.deepEqual(joinDay([run("2025-03-02", "2025-03-05")], "2025-03-01"), run("2025-03-01", "2025-03-05"));
  assert.deepEqual(
    joinDay([run("2025-03-02", "2025-03-05"), run("2025-02-20", "2025-02-28")], "2025-03-01"),
    run("2025-02-20", "2025-03-05"),
  );
  assert.deepEqual(joinDay([run("2025-02-20", "2025-02-27")], "2025-03-01"), run("2025-03-01", "2025-03-01"));
  assert.deepEqual(joinDay([run("2025-02-20", "2025-03-27")], "2025-03-01"), run("2025-02-20", "2025-03-27"));
});

test("days in any order give the runs that the calendar has, and a streak counts back from its day", () => {
  const days = fc.uniqueArray(fc.integer({ min: 20_000, max: 20_030 }), { minLength: 1 });
  const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  fc.assert(
    fc.property(days, (numbers) => {
      let runs: Run[] = [];
      for (const day of numbers.map(dayOf)) {
        const joined = joinDay(runs, day);
        runs = [...runs.filter((known) => known.first_day < joined.first_day || known.first_day > joined.last_day), joined];
      }
      for (const number of numbers) {
        let length = 1;
        while (numbers.includes(number - length)) length += 1;
        const own = runs.filter((known) => known.first_day <= dayOf(number) && known.last_day >= dayOf(number));
        assert.equal(own.length, 1);
        assert.equal(streakOn(own[0]!, dayOf(number)), length);
      }
    }),
  );
});
