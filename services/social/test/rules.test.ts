import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { WitnessReason } from "@oneheart/contracts";
import fc from "fast-check";
import { plausibilityOf, type WitnessFacts } from "../src/rules/plausibility.ts";
import { circlesOf, sharedTraces, type Trace, tellingTraces } from "../src/rules/sharing.ts";
import { standingChange } from "../src/rules/standing.ts";

const captured_at = new Date("2026-03-01T12:00:00Z");
const after = (minutes: number) => new Date(captured_at.getTime() + minutes * 60_000);
const place = { lat: 13.73, lng: 100.52 };
const north = (metres: number) => ({ lat: place.lat + metres / 111_195, lng: place.lng });

/** A witness who tells it on the spot, twenty minutes later. */
const sound: WitnessFacts = {
  capture: { ...place, captured_at },
  zone_radius_km: 2,
  told_at: after(20),
  told_from: north(100),
  own_captures: [],
  account_since: after(-30 * 1440),
  shared: { device: false, address: false },
};
const untold = { ...sound, told_from: null };
const own = (metres: number, minutes: number) => ({ own_captures: [{ ...north(metres), captured_at: after(minutes) }] });

const table: Array<[string, WitnessFacts, boolean, WitnessReason[]]> = [
  ["on the spot, soon", sound, true, ["there_now"]],
  ["inside the zone's radius", { ...sound, told_from: north(1_990) }, true, ["there_now"]],
  ["just outside it", { ...sound, told_from: north(2_010) }, false, ["elsewhere"]],
  ["a tiny zone still reaches a kilometre", { ...sound, zone_radius_km: 0.05, told_from: north(990) }, true, ["there_now"]],
  ["a country is no place", { ...sound, zone_radius_km: 800, told_from: north(5_100) }, false, ["elsewhere"]],
  ["a zone that nobody knows reaches a kilometre", { ...sound, zone_radius_km: null, told_from: north(1_010) }, false, ["elsewhere"]],
  ["on the spot at the last moment", { ...sound, told_at: after(180) }, true, ["there_now"]],
  ["on the spot too late", { ...sound, told_at: after(181) }, false, ["told_late"]],
  ["far away and late says nothing", { ...sound, told_at: after(600), told_from: north(50_000) }, false, ["place_unknown"]],
  ["no position", untold, false, ["place_unknown"]],
  ["own evidence there and then", { ...untold, ...own(500, -60) }, true, ["own_evidence_there"]],
  ["own evidence there, another time", { ...untold, ...own(500, -200) }, false, ["place_unknown"]],
  ["own evidence then, another place", { ...untold, ...own(4_000, -60) }, false, ["elsewhere"]],
  ["position and evidence", { ...sound, ...own(500, 60) }, true, ["there_now", "own_evidence_there"]],
  ["own evidence that makes the position impossible", { ...sound, ...own(60_000, 5) }, false, ["elsewhere"]],
  ["own evidence from which one can come in time", { ...sound, ...own(60_000, -60) }, true, ["there_now"]],
  ["an account of the day", { ...sound, account_since: after(-1439) }, false, ["there_now", "account_new"]],
  ["an account of the day before", { ...sound, account_since: after(-1440) }, true, ["there_now"]],
  ["the player's device", { ...sound, shared: { device: true, address: true } }, false, ["there_now", "same_device"]],
  ["the player's address", { ...sound, shared: { device: false, address: true } }, false, ["there_now", "same_address"]],
];

describe("a witness is plausible only where and when it can be", () => {
  for (const [name, facts, plausible, reasons] of table)
    test(name, () => {
      assert.deepEqual(plausibilityOf(facts), { plausible, reasons });
    });

  test("whatever the facts, there is a reason, and doubt never makes plausible", () => {
    const position = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    const moment = fc.integer({ min: -5000, max: 5000 }).map(after);
    const facts = fc.record({
      capture: fc.record({ lat: fc.constant(place.lat), lng: fc.constant(place.lng), captured_at: fc.constant(captured_at) }),
      zone_radius_km: fc.option(fc.double({ min: 0.001, max: 2000, noNaN: true })),
      told_at: moment,
      told_from: fc.option(position),
      own_captures: fc.array(
        fc.tuple(position, moment).map(([at, captured_at]) => ({ ...at, captured_at })),
        { maxLength: 5 },
      ),
      account_since: moment,
      shared: fc.record({ device: fc.boolean(), address: fc.boolean() }),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { plausible, reasons } = plausibilityOf(given);
        assert.ok(reasons.length > 0);
        if (given.shared.device || given.shared.address) assert.equal(plausible, false);
        if (given.told_from === null && given.own_captures.length === 0) assert.equal(plausible, false);
      }),
      { numRuns: 300 },
    );
  });
});

const trace = (kind: Trace["kind"], key: string, accounts = 2): Trace => ({ kind, key, accounts });

test("accounts share what both were seen with, unless so many share it that it says nothing", () => {
  const both = [trace("address", "a"), trace("device", "d")];
  assert.deepEqual(sharedTraces(both, both), { device: true, address: true });
  assert.deepEqual(sharedTraces([trace("address", "a")], [trace("device", "a")]), { device: false, address: false });
  assert.deepEqual(sharedTraces([trace("address", "a", 20)], both), { device: false, address: true });
  assert.deepEqual(sharedTraces([trace("address", "a", 21)], both), { device: false, address: false });
  assert.deepEqual(sharedTraces([], both), { device: false, address: false });
  assert.deepEqual(tellingTraces([...both, ...both, trace("address", "school", 21)]), ["address a", "device d"]);
});

test("witnesses tied together at any number of steps are one circle, whatever their order", () => {
  const witnesses = [
    { witness_id: "c", traces: ["x", "y"] },
    { witness_id: "a", traces: ["z"] },
    { witness_id: "b", traces: ["y", "z"] },
    { witness_id: "e", traces: ["w"] },
    { witness_id: "d", traces: [] },
    { witness_id: "f", traces: [] },
  ];
  const expected = { a: "a", b: "a", c: "a", d: "d", e: "e", f: "f" };
  fc.assert(
    fc.property(fc.shuffledSubarray(witnesses, { minLength: witnesses.length }), (order) => {
      assert.deepEqual(Object.fromEntries([...circlesOf(order)].sort()), expected);
    }),
    { numRuns: 50 },
  );
});

test("news of an action's standing adds up to its newest, in any order and however often", () => {
  const said = [true, false, true, false].map((shown, index) => ({ shown, standing_at: new Date(index) }));
  fc.assert(
    fc.property(fc.shuffledSubarray([...said, ...said], { minLength: 1 }), (order) => {
      let known: (typeof said)[number] | undefined;
      let count = 0;
      for (const news of order) {
        const { applies, counts } = standingChange(known, news);
        count += counts;
        if (applies) known = news;
      }
      const newest = order.reduce((one, other) => (other.standing_at > one.standing_at ? other : one));
      assert.equal(known!.standing_at, newest.standing_at);
      assert.equal(count, newest.shown ? 1 : 0);
    }),
  );
});
