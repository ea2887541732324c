import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { localDay } from "../src/common/local-day.ts";

const at = (time: string) => new Date(time);
const hour_ms = 3_600_000;
const moments = fc.date({ min: at("2020-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z"), noInvalidDate: true });
const timeZones = fc.constantFrom(
  "Asia/Bangkok",
  "America/Los_Angeles",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Europe/London",
);

test("a day begins at midnight of its time zone, also when clocks change", () => {
  const cases: Array<[string, string, string]> = [
    ["Asia/Bangkok", "2026-03-01T16:59:59.999Z", "2026-03-01"],
    ["Asia/Bangkok", "2026-03-01T17:00:00.000Z", "2026-03-02"],
    ["America/Los_Angeles", "2026-03-08T07:59:59.999Z", "2026-03-07"],
    ["America/Los_Angeles", "2026-03-08T08:00:00.000Z", "2026-03-08"],
    ["America/Los_Angeles", "2026-03-09T06:59:59.999Z", "2026-03-08"],
    ["America/Los_Angeles", "2026-03-09T07:00:00.000Z", "2026-03-09"],
    ["Asia/Kathmandu", "2026-12-31T18:15:00.000Z", "2027-01-01"],
    ["Etc/GMT", "2026-01-05T00:00:00.000Z", "2026-01-05"],
  ];
  for (const [zone, moment, day] of cases) assert.equal(localDay(at(moment), zone), day, `${zone} ${moment}`);
});

test("days never run backwards, and no day lasts longer than 25 hours", () => {
  fc.assert(
    fc.property(moments, timeZones, fc.integer({ min: 0, max: 48 * hour_ms }), (moment, zone, later_ms) => {
      const today = localDay(moment, zone);
      assert.match(today, /^\d{4}-\d\d-\d\d$/);
      assert.ok(localDay(new Date(moment.getTime() + later_ms), zone) >= today);
      assert.ok(localDay(new Date(moment.getTime() + 25 * hour_ms), zone) > today);
    }),
  );
});

test("a time zone that does not exist is refused", () => {
  assert.throws(() => localDay(new Date(), "Nowhere/Land"), RangeError);
});
