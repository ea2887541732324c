import assert from "node:assert/strict";
import { after, before, describe, it, test } from "node:test";
import { mapContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import { bootServices, randomFrom, type TestApp } from "@oneheart/testing";
import { crossingOf } from "../src/rules/areas/crossing.ts";
import { contains, type Position } from "../src/rules/areas/geometry.ts";
import { readFeatures } from "../src/rules/areas/read-features.ts";
import { mapService } from "../src/service.ts";
import { zoneInput } from "./support/boot.ts";

const { importAreas, listAreas, areaFeatures, createZone, updateZone } = mapContract.operations;
const { areaPlaces } = mapInternal.operations;

/** A rectangle as a ring. */
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const area = (code: string, ...rings: Position[][]) => ({
  type: "Feature",
  properties: { code, name: `Area ${code}`, population: 1000 },
  geometry: { type: "Polygon", coordinates: rings },
});
const file = (...features: object[]) => JSON.stringify({ type: "FeatureCollection", features });
const reasonsIn = (...features: object[]) => readFeatures(file(...features)).problems.map(({ reason }) => reason);

describe("a file of areas", () => {
  it("is read with holes and several parts", () => {
    const { areas, problems } = readFeatures(
      file(area("A", box(0, 0, 10, 10), box(2, 2, 4, 4)), {
        ...area("B"),
        geometry: { type: "MultiPolygon", coordinates: [[box(20, 0, 21, 1)], [box(22, 0, 23, 1)]] },
      }),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [
        [1, 1],
        [3, 3],
        [9, 9],
        [11, 1],
      ].map((at) => contains(areas[0]!.polygons, at as never)),
      [true, false, true, false],
    );
    assert.ok(contains(areas[1]!.polygons, [22.5, 0.5]) && !contains(areas[1]!.polygons, [21.5, 0.5]));
  });

  it("is refused with what is wrong and where", () => {
    const bowtie: Position[] = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ];
    assert.deepEqual(reasonsIn(area("A", bowtie)), ["ring_crosses_itself"]);
    assert.deepEqual(reasonsIn(area("A", box(0, 0, 1, 1).slice(0, 4))), ["ring_not_closed"]);
    assert.deepEqual(reasonsIn(area("A", box(0, 0, 1, 1).toSpliced(1, 2))), ["ring_too_short"]);
    assert.deepEqual(reasonsIn(area("A", box(13, 100, 14, 101))), ["coordinates_swapped"]);
    assert.deepEqual(reasonsIn(area("A", box(13, 200, 14, 201))), ["coordinate_out_of_range"]);
    assert.deepEqual(reasonsIn(area("A", box(0, 0, 9, 9), box(5, 5, 12, 8))), ["ring_crosses_itself"]);
    assert.deepEqual(reasonsIn(area("A", box(0, 0, 1, 1)), area("A", box(2, 0, 3, 1))), ["code_twice"]);
    assert.deepEqual(reasonsIn({ ...area("A"), geometry: { type: "Point", coordinates: [0, 0] } }), ["geometry_not_polygon"]);
    assert.deepEqual(reasonsIn({ type: "Feature", properties: { population: -1 }, geometry: area("A", box(0, 0, 1, 1)).geometry }), [
      "code_missing",
      "name_missing",
      "population_invalid",
    ]);
    assert.deepEqual(readFeatures("{").problems[0]?.reason, "not_geojson");
    assert.deepEqual(reasonsIn(), ["no_features"]);
    const circle = new Array<Position>(200_001).fill([0, 0]);
    assert.deepEqual(reasonsIn(area("A", circle)), ["too_many_positions"]);
  });

  it("holds each position in one of two areas that share a border, and finds no crossing in a star of many points", () => {
    const random = randomFrom(5);
    for (let index = 0; index < 500; index += 1) {
      const at: Position = [random.below(21), random.below(11)];
      const holding = [box(0, 0, 10, 10), box(10, 0, 20, 10)].filter((ring) => contains([[ring]], at)).length;
      assert.equal(holding, at[0] < 20 && at[1] < 10 ? 1 : 0, `${at}`);
    }
    const star = Array.from({ length: 4_000 }, (_, at): Position => {
      const [angle, radius] = [(at * 2 * Math.PI) / 4_000, at % 2 === 0 ? 1 : 0.9];
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    assert.equal(crossingOf([[...star, star[0]!]]), undefined);
  });
});

describe("areas", () => {
  let app: TestApp;
  before(async () => {
    app = await bootServices([mapService], { clock: "2026-06-10T10:00:00Z" });
  });
  after(() => app.stop());

  const admin = () => ({ as: app.user("admin") });
  const bring = (level: "country" | "province", geojson: string, more: object = {}) =>
    app.call(importAreas, { level, geojson, ...more }, admin());
  const pathsOf = async (zone_id: string) => {
    const { places } = await app.call(areaPlaces, {}, { as: "system" });
    const codes = new Map(places!.areas.map(({ id, code }) => [id, code]));
    return places!.zones
      .filter((zone) => zone.zone_id === zone_id)
      .map(({ from, to, path }) => [from, to, path.map((id) => codes.get(id)).join("/")]);
  };

  test("zones fall into areas by position; a merge and a split move them from their month on, and never before", async () => {
    const west = await app.call(createZone, zoneInput({ name: "West", location_lng: 100.5, location_lat: 13.5 }), admin());
    await bring("country", file(area("TH", box(97, 5, 106, 21))));
    const first = await bring("province", file(area("A", box(100, 13, 101, 14)), area("B", box(101, 13, 102, 14))), { parent: "TH" });
    assert.deepEqual([first.added, first.zones_moved, first.valid_from], [["A", "B"], 1, null]);
    const east = await app.call(createZone, zoneInput({ name: "East", location_lng: 101.5, location_lat: 13.5 }), admin());
    assert.deepEqual(await pathsOf(west.id), [[null, null, "TH/A"]]);
    assert.deepEqual(await pathsOf(east.id), [[null, null, "TH/B"]]);

    const merged = file(area("AB", box(100, 13, 102, 14)));
    await assert.rejects(bring("province", merged, { parent: "TH", valid_from: "2026-06" }), { code: "boundaries_too_early" });
    const tried = await bring("province", merged, { parent: "TH", valid_from: "2026-10", dry_run: true });
    assert.deepEqual([tried.ended, tried.added], [["A", "B"], ["AB"]]);
    assert.deepEqual(await pathsOf(east.id), [[null, null, "TH/B"]]);
    await bring("province", merged, { parent: "TH", valid_from: "2026-10" });
    const split = file(area("AB", box(100, 13, 101.2, 14)), area("C", box(101.2, 13, 102, 14)));
    const again = await bring("province", split, { parent: "TH", valid_from: "2027-01" });
    assert.deepEqual([again.changed, again.added, again.zones_moved], [["AB"], ["C"], 1]);
    assert.deepEqual(await pathsOf(west.id), [
      [null, "2026-10", "TH/A"],
      ["2026-10", null, "TH/AB"],
    ]);
    assert.deepEqual(await pathsOf(east.id), [
      [null, "2026-10", "TH/B"],
      ["2026-10", "2027-01", "TH/AB"],
      ["2027-01", null, "TH/C"],
    ]);
    const listed = await app.call(listAreas, { level: "province", month: "2026-09" });
    assert.deepEqual(
      listed.items.map(({ code, valid_to }) => [code, valid_to]),
      [
        ["A", "2026-10"],
        ["B", "2026-10"],
      ],
    );
    const { features } = await app.call(areaFeatures, { month: "2027-02", level: "province" });
    assert.deepEqual(
      features.map(({ properties }) => (properties as { code: string }).code),
      ["AB", "C"],
    );
  });

  test("the same file again changes nothing, and one that is wrong nothing at all", async () => {
    const same = await bring("country", file(area("TH", box(97, 5, 106, 21)), area("IT", box(6, 36, 19, 47))), { valid_from: "2026-08" });
    assert.deepEqual([same.same, same.added, same.changed, same.ended], [1, ["IT"], [], []]);
    const wrong = bring("province", file(area("IT-52", box(43, 11, 44, 12))), { parent: "IT", valid_from: "2026-08" });
    await assert.rejects(wrong, (error: { code: string; context: { problems: Array<{ reason: string; words: string }> } }) => {
      assert.deepEqual([error.code, error.context.problems.map(({ reason }) => reason)], ["areas_invalid", ["coordinates_swapped"]]);
      return /longitude first/.test(error.context.problems[0]!.words);
    });
    await assert.rejects(bring("province", file(area("X", box(0, 0, 1, 1))), { parent: "XX" }), { code: "area_parent_not_found" });
    await assert.rejects(app.call(importAreas, { level: "country", geojson: file() }, { as: app.player() }), { code: "forbidden" });
  });

  test("a zone that moves before anything happened there lies in its new area from the beginning", async () => {
    const zone = await app.call(createZone, zoneInput({ name: "Mover", location_lng: 100.5, location_lat: 13.6 }), admin());
    await app.call(updateZone, { id: zone.id, location_lng: 10, location_lat: 44 }, admin());
    assert.deepEqual(await pathsOf(zone.id), [["2026-08", null, "IT"]]);
  });
});
