import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Capture, greatCircle_m, legBetween } from "../src/index.ts";
import { defaultTravelSettings } from "../src/movement/travel.ts";
import { refusal } from "./support/refusal.ts";

const bangkok = { lat: 13.7563, lng: 100.5018 };
const chiangMai = { lat: 18.7883, lng: 98.9853 };
const position = fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }) });
const minute_ms = 60_000;

function at(place: { lat: number; lng: number }, minutes: number, accuracy_m: number | null = 10): Capture {
  return { ...place, at_ms: minutes * minute_ms, accuracy_m };
}

test("known distances come out to a tenth of a percent", () => {
  const cases = [
    // A quarter of a meridian and one degree of the equator on the mean sphere; Sinnott's and other published pairs.
    [{ lat: 0, lng: 0 }, { lat: 90, lng: 0 }, 10_007_557],
    [{ lat: 0, lng: 0 }, { lat: 0, lng: 1 }, 111_195],
    [{ lat: 36.12, lng: -86.67 }, { lat: 33.94, lng: -118.4 }, 2_886_448],
    [{ lat: 51.5074, lng: -0.1278 }, { lat: 48.8566, lng: 2.3522 }, 343_556],
    [{ lat: 0, lng: 179.5 }, { lat: 0, lng: -179.5 }, 111_195],
    [{ lat: 0, lng: 0 }, { lat: 0, lng: 180 }, 20_015_115],
  ] as const;
  for (const [from, to, metres] of cases) assert.ok(Math.abs(greatCircle_m(from, to) - metres) <= metres / 1000, `${metres}`);
});

test("distances are the haversine formula's to the metre, also over the pole and the date line", () => {
  assert.equal(Math.round(greatCircle_m({ lat: 0, lng: 0 }, { lat: 0, lng: 1 })), 111_195);
  assert.equal(Math.round(greatCircle_m({ lat: 0, lng: 179.5 }, { lat: 0, lng: -179.5 })), 111_195);
  assert.equal(Math.round(greatCircle_m({ lat: 90, lng: 0 }, { lat: -90, lng: 77 }) / 1000), 20_015);
  assert.equal(Math.round(greatCircle_m(bangkok, chiangMai) / 1000), 582);
});

test("distance is symmetric, zero only to itself, at most half the way round, and keeps the triangle inequality", () => {
  fc.assert(
    fc.property(position, position, position, (a, b, c) => {
      const ab = greatCircle_m(a, b);
      assert.ok(Math.abs(ab - greatCircle_m(b, a)) < 1e-3);
      assert.ok(ab >= 0 && ab <= 20_015_200);
      assert.equal(greatCircle_m(a, a), 0);
      assert.ok(ab <= greatCircle_m(a, c) + greatCircle_m(c, b) + 1);
    }),
  );
});

test("a place that is not on Earth is refused", () => {
  assert.throws(() => greatCircle_m({ lat: 91, lng: 0 }, bangkok), refusal("number_invalid"));
  assert.throws(() => greatCircle_m({ lat: 0, lng: Number.NaN }, bangkok), refusal("number_invalid"));
  assert.throws(() => legBetween(at(bangkok, 0), { ...bangkok, at_ms: Number.NaN, accuracy_m: null }), refusal("number_invalid"));
});

test("Bangkok to Chiang Mai: impossible in half an hour, possible by air in two hours, by road without flights in four", () => {
  const leg = (minutes: number, settings = defaultTravelSettings) =>
    legBetween(at(bangkok, 0), at(chiangMai, minutes), settings).impossible;
  const grounded = { ...defaultTravelSettings, air: null };
  assert.deepEqual([leg(30), leg(120), leg(120, grounded), leg(240, grounded)], [true, false, true, false]);
});

test("no plane helps over a short distance", () => {
  const nearby = { lat: 14.6, lng: 100.5018 };
  assert.equal(legBetween(at(bangkok, 0), at(nearby, 20)).impossible, true);
  assert.equal(legBetween(at(bangkok, 0), at(nearby, 40)).impossible, false);
});

test("inexact positions and clocks excuse as much as they may, and no more than their caps", () => {
  const near = { lat: 13.79, lng: 100.5018 };
  const far = { lat: 14.7563, lng: 100.5018 };
  assert.equal(legBetween(at(bangkok, 0, 2000), at(near, 0, 2000)).certain_m, 0);
  assert.equal(legBetween(at(bangkok, 0, 2000), at(near, 0, 2000)).impossible, false);
  assert.equal(legBetween(at(bangkok, 0, 1e9), at(far, 0, 1e9)).impossible, true);
});

test("more time, or a less exact position, never turns a possible leg into an impossible one", () => {
  const span = fc.double({ min: 0, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(position, position, span, span, span, (a, b, minutes, more, radius) => {
      if (legBetween(at(a, 0), at(b, minutes)).impossible) return;
      assert.equal(legBetween(at(a, 0), at(b, minutes + more)).impossible, false);
      assert.equal(legBetween(at(a, 0, 10 + radius), at(b, minutes)).impossible, false);
    }),
  );
});
