import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countMonths, missingMonths, monthsBefore, monthsLater, monthsOf } from "../src/features/nation/months.ts";

describe("the months of a period", () => {
  it("cross years in both directions", () => {
    assert.deepEqual([monthsLater("2026-11", 2), monthsLater("2026-02", -2), monthsLater("2026-12", 0)], ["2027-01", "2025-12", "2026-12"]);
    assert.equal(countMonths({ from: "2025-10", to: "2026-09" }), 12);
    assert.deepEqual(monthsBefore({ from: "2026-10", to: "2026-12" }), { from: "2026-07", to: "2026-09" });
  });

  it("follow Thailand's fiscal year, which begins in October", () => {
    assert.deepEqual(monthsOf("fiscal_year", "2026-09", 10), { from: "2025-10", to: "2026-09" });
    assert.deepEqual(monthsOf("fiscal_year", "2026-10", 10), { from: "2026-10", to: "2027-09" });
    assert.deepEqual(monthsOf("last_fiscal_year", "2026-11", 10), { from: "2025-10", to: "2026-09" });
    assert.deepEqual(monthsOf("fiscal_year", "2026-05", 1), monthsOf("this_year", "2026-05", 1));
    assert.deepEqual(monthsOf("last_12", "2026-11", 10), { from: "2025-12", to: "2026-11" });
  });

  it("are missing where nothing is told, and not where they are still to come", () => {
    assert.deepEqual(missingMonths({ from: "2026-09", to: "2027-08" }, new Set(["2026-10"]), "2026-11"), ["2026-09", "2026-11"]);
    assert.deepEqual(missingMonths({ from: "2027-01", to: "2027-02" }, new Set(), "2026-11"), []);
  });
});
