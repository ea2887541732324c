import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { randomFrom } from "@oneheart/testing";
import { forecastOf, isSpentEarly, type Paced, timeShareBps } from "../../src/rules/pacing.ts";
import { periodOf, stepFor } from "../../src/rules/periods.ts";

const campaign = { starts_at: new Date("2026-01-01T00:00:00Z"), ends_at: new Date("2026-04-11T00:00:00Z") };
const after = (days: number) => new Date(campaign.starts_at.getTime() + days * 86_400_000);
const of = (days: readonly number[], funded_minor: number): Paced => {
  const past_minor = days.reduce((sum, day) => sum + day, 0);
  const past_squares = days.reduce((sum, day) => sum + day * day, 0);
  return { ...campaign, funded_minor, spent_minor: past_minor, past_minor, past_squares };
};

describe("the pace of a campaign", () => {
  it("is its share of time, within its period", () => {
    assert.deepEqual(
      [-1, 0, 25, 100, 200].map((days) => timeShareBps(campaign, after(days))),
      [0, 0, 2_500, 10_000, 10_000],
    );
  });

  it("is too fast from nine tenths of the money before eight tenths of the time", () => {
    const spent = (minor: number) => of([minor], 1_000);
    assert.deepEqual(
      [899, 900].map((minor) => isSpentEarly(spent(minor), after(79))),
      [false, true],
    );
    assert.equal(isSpentEarly(spent(900), after(80)), false);
    assert.equal(isSpentEarly(of([], 0), after(1)), false);
  });

  it("is forecast from a week on, until the end", () => {
    const week = Array.from({ length: 7 }, () => 10);
    assert.equal(forecastOf(of(week.slice(1), 10_000), after(6)), null);
    assert.equal(forecastOf(of(week, 10_000), after(100)), null);
    // Days that are all alike leave no doubt: 70 spent and 93 days to come.
    assert.deepEqual(forecastOf(of(week, 10_000), after(7)), {
      ...{ low_minor: 1_000, expected_minor: 1_000, high_minor: 1_000, days: 7, spent_on: null },
    });
    const short = forecastOf(of(week, 200), after(7))!;
    assert.deepEqual([short.high_minor, short.spent_on], [200, "2026-01-21"]);
  });

  it("lies within the interval in eight of ten campaigns", () => {
    const random = randomFrom(5);
    let within = 0;
    const campaigns = 400;
    for (let made = 0; made < campaigns; made += 1) {
      const days = Array.from({ length: 100 }, () => 50 + random.below(200));
      const total = days.reduce((sum, day) => sum + day, 0);
      const { low_minor, high_minor } = forecastOf(of(days.slice(0, 40), 1_000_000), after(40))!;
      if (low_minor <= total && total <= high_minor) within += 1;
    }
    assert.ok(within > 0.75 * campaigns && within < 0.85 * campaigns, `${within} of ${campaigns}`);
  });
});

describe("the periods of a trend", () => {
  it("are days, weeks or months by how long it is", () => {
    assert.deepEqual(
      ["2026-03-01", "2026-12-31", "2029-01-01"].map((to) => stepFor("2026-01-01", to)),
      ["day", "week", "month"],
    );
  });

  it("end within the days that are shown", () => {
    assert.deepEqual(periodOf("2026-01-05", "week", { from: "2026-01-07", to: "2026-01-31" }), { from: "2026-01-07", to: "2026-01-11" });
    assert.deepEqual(periodOf("2026-02-01", "month", {}), { from: "2026-02-01", to: "2026-02-28" });
    assert.deepEqual(periodOf("2026-02-01", "month", { to: "2026-02-10" }), { from: "2026-02-01", to: "2026-02-10" });
    assert.deepEqual(periodOf("2026-02-01", "day", {}), { from: "2026-02-01", to: "2026-02-01" });
  });
});
