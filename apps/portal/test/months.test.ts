import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { daysBefore, missingMonths, monthsLater, stepFor } from "../src/features/nation/months.ts";

describe("the days of a period", () => {
  it("cross years in both directions", () => {
    assert.deepEqual([monthsLater("2026-11", 2), monthsLater("2026-02", -2), monthsLater("2026-12", 0)], ["2027-01", "2025-12", "2026-12"]);
    assert.deepEqual(daysBefore({ from: "2026-10-01", to: "2026-12-31" }), { from: "2026-07-01", to: "2026-09-30" });
    assert.deepEqual(daysBefore({ from: "2025-10-01", to: "2026-09-30" }), { from: "2024-10-01", to: "2025-09-30" });
    assert.deepEqual(daysBefore({ from: "2026-01-03", to: "2026-01-09" }), { from: "2025-12-27", to: "2026-01-02" });
  });

  it("are told by day where they are few", () => {
    assert.deepEqual(
      [
        { period: "last_30_days" },
        { period: "last_fiscal_year" },
        { from: "2026-01-01", to: "2026-02-10" },
        { from: "2026-01", to: "2026-02" },
      ].map(stepFor),
      ["day", "month", "day", "month"],
    );
  });

  it("are missing where nothing is told, and not where they are still to come", () => {
    const fiscal = { from: "2026-09-01", to: "2027-08-31" };
    assert.deepEqual(missingMonths(fiscal, new Set(["2026-10"]), "2026-11"), ["2026-09", "2026-11"]);
    assert.deepEqual(missingMonths({ from: "2027-01-01", to: "2027-02-28" }, new Set(), "2026-11"), []);
  });
});
