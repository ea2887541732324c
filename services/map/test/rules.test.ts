import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseBounds, unwrapped } from "../src/rules/bounding-box.ts";
import { snapped } from "../src/rules/place.ts";
import { timeZoneNamed } from "../src/rules/time-zone.ts";
import { timeZoneAt } from "../src/workflows/time-zone-at.ts";

test("a box is read as west, south, east, north", () => {
  assert.deepEqual(parseBounds("100,13.5,101,14"), { west: 100, south: 13.5, east: 101, north: 14 });
  assert.deepEqual(parseBounds("-180,-90,180,90"), { west: -180, south: -90, east: 180, north: 90 });
  assert.deepEqual(parseBounds("5,5,5,5"), { west: 5, south: 5, east: 5, north: 5 });
});

test("a box that is upside down, out of range or not four numbers is refused", () => {
  for (const text of ["0,10,5,9", "0,-91,5,5", "0,0,5,91", "0,0,5", "0,0,5,5,5", "a,b,c,d", "0,,5,5x", ""]) {
    assert.equal(parseBounds(text), undefined, text);
  }
});

test("longitudes past 180 are wrapped, and a box around the world is the whole world", () => {
  assert.deepEqual(parseBounds("170,-20,190,-10"), { west: 170, south: -20, east: -170, north: -10 });
  assert.deepEqual(parseBounds("-190,-20,-170,-10"), { west: 170, south: -20, east: -170, north: -10 });
  assert.deepEqual(parseBounds("460.5,13,461,14"), { west: 100.5, south: 13, east: 101, north: 14 });
  assert.deepEqual(parseBounds("-200,0,300,5"), { west: -180, south: 0, east: 180, north: 5 });
});

test("unwrapped, a box never runs backwards and keeps its width below one turn", () => {
  const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
  fc.assert(
    fc.property(degrees(180), degrees(180), (west, east) => {
      const box = unwrapped({ west, south: 0, east, north: 1 });
      assert.ok(box.east >= box.west && box.east - box.west <= 360);
    }),
  );
});

test("a place keeps the time of where it is", () => {
  const places: Array<[string, number, number, string]> = [
    ["Bangkok", 13.7563, 100.5018, "Asia/Bangkok"],
    ["Los Angeles", 34.0522, -118.2437, "America/Los_Angeles"],
    ["London", 51.5074, -0.1278, "Europe/London"],
    ["Kathmandu", 27.7172, 85.324, "Asia/Kathmandu"],
    ["Suva, by the antimeridian", -18.1416, 178.4419, "Pacific/Fiji"],
    ["Dili", -8.556, 125.579, "Asia/Dili"],
    ["Oecusse, an exclave", -9.2, 124.36, "Asia/Dili"],
    ["Betong, by Malaysia", 5.7735, 101.0725, "Asia/Bangkok"],
    ["Mae Sai, by Myanmar", 20.433, 99.876, "Asia/Bangkok"],
    ["Tachileik, across the bridge", 20.448, 99.88, "Asia/Yangon"],
    ["Aranyaprathet, by Cambodia", 13.69, 102.5, "Asia/Bangkok"],
    ["Poipet, across the border", 13.657, 102.563, "Asia/Phnom_Penh"],
    ["Nong Khai, by Laos", 17.878, 102.742, "Asia/Bangkok"],
    ["Pago Pago", -14.2756, -170.702, "Pacific/Pago_Pago"],
    ["Apia, a day ahead of it", -13.83, -171.76, "Pacific/Apia"],
    ["Kiritimati", 1.87, -157.36, "Pacific/Kiritimati"],
    ["Melilla", 35.29, -2.94, "Africa/Ceuta"],
  ];
  for (const [name, location_lat, location_lng, expected] of places) {
    assert.equal(timeZoneAt({ location_lat, location_lng }), expected, name);
  }
});

test("a time zone is named as IANA does, and an offset or an invention is no name", () => {
  assert.equal(timeZoneNamed("asia/bangkok"), "Asia/Bangkok");
  assert.equal(timeZoneNamed("America/Argentina/Buenos_Aires"), "America/Argentina/Buenos_Aires");
  assert.equal(timeZoneNamed("Etc/GMT+12"), "Etc/GMT+12");
  for (const text of ["+07:00", "Nowhere/Land", "", "Asia/Bangkok; --"]) assert.equal(timeZoneNamed(text), undefined, text);
});

test("every place on earth has a time zone that this runtime knows", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      (location_lat, location_lng) => {
        new Intl.DateTimeFormat("en", { timeZone: timeZoneAt({ location_lat, location_lng }) });
      },
    ),
    { numRuns: 2000 },
  );
});

test("a coordinate as people write it stays exactly the same; what is finer than a billionth of a degree goes", () => {
  for (const degrees of [13.7563, 100.501765432, -179.999999999, 0, 90, -0.000000001]) assert.equal(snapped(degrees), degrees);
  for (const degrees of [5e-324, -5e-324, 4e-10, -0]) assert.ok(Object.is(snapped(degrees), 0));
});
