import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Output } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { equityOf } from "../src/rules/nation/equity.ts";
import { daysOf, stepAround } from "../src/rules/nation/periods.ts";
import { award, bootAnalytics, events, operations, type Places, sumOf } from "./support/programme.ts";

type Dashboard = Output<typeof operations.nationDashboard>;

const [th, it_, old, east, west] = Array.from({ length: 5 }, () => newId());
const zones = Array.from({ length: 4 }, () => newId());
const area = (id: string, code: string, parent_id: string | null, over: object = {}) => {
  const level = parent_id === null ? ("country" as const) : ("province" as const);
  return { id, code, level, parent_id, name: code, name_local: null, population: 1000, valid_from: null, valid_to: null, ...over };
};
/** A province that is split in March, and a country of one zone. */
const places: Places = {
  version: 1,
  places: {
    areas: [
      area(th!, "TH", null, { population: 3000 }),
      area(it_!, "IT", null, { population: 500 }),
      area(old!, "OLD", th!, { valid_to: "2026-03" }),
      area(east!, "EAST", th!, { valid_from: "2026-03" }),
      area(west!, "WEST", th!, { valid_from: "2026-03", population: null }),
    ],
    zones: [
      { zone_id: zones[0]!, from: null, to: "2026-03", path: [th!, old!] },
      { zone_id: zones[0]!, from: "2026-03", to: null, path: [th!, east!] },
      { zone_id: zones[1]!, from: null, to: "2026-03", path: [th!, old!] },
      { zone_id: zones[1]!, from: "2026-03", to: null, path: [th!, west!] },
      { zone_id: zones[2]!, from: null, to: null, path: [it_!] },
    ],
  },
};

describe("the nation", () => {
  let app: TestApp;
  let government: { as: ReturnType<TestApp["user"]> };
  const shown = (input: Parameters<typeof app.call<typeof operations.nationDashboard>>[1]) =>
    app.call(operations.nationDashboard, input, government);

  before(async () => {
    app = await bootAnalytics({ places });
    government = { as: app.user("government") };
    const sizes = [9, 7, 6, 3];
    for (const month of ["2026-02", "2026-03"]) {
      for (const [index, size] of sizes.entries()) {
        for (let person = 0; person < size; person += 1) {
          const action_day = `${month}-0${person < size / 2 ? 2 : 5}`;
          const mission_type = index === 1 ? "tree_planting" : "clean_up";
          await app.emit(events.impactRecorded, award({ zone_id: zones[index]!, action_day, mission_type }));
        }
      }
    }
    await app.settled();
  });
  after(() => app.stop());

  const figuresOf = (nation: Dashboard) => [
    nation.total,
    ...nation.by_area,
    ...nation.by_zone,
    ...nation.by_kind,
    ...nation.by_goal,
    ...nation.by_period,
  ];
  const sum = (rows: ReadonlyArray<{ actions: { value: number | null } }>) =>
    rows.reduce((total, { actions }) => total + actions.value!, 0);

  it("is told by area, place, kind and time; rows sum to the total, and each list to its figure", async () => {
    for (const input of [
      { from: "2026-01", to: "2026-12" },
      { period: "2026-03", area: th! },
      { from: "2026-02-01", to: "2026-03-03" },
      { period: "FY2026", step: "fiscal_year" as const },
    ]) {
      const nation = await shown(input);
      assert.ok(nation.total.actions.value! > 0);
      for (const rows of [nation.by_area, nation.by_zone, nation.by_kind, nation.by_period])
        assert.equal(sum(rows), nation.total.actions.value);
      for (const { actions } of figuresOf(nation)) assert.equal(await sumOf(app, actions, government), actions.value);
    }
  });

  it("tells nothing that fewer than five people are behind", async () => {
    const { total, by_zone, by_area } = await shown({ period: "2026-02" });
    assert.deepEqual([total.actions.value, total.people.value], [25, 25]);
    assert.ok(by_zone.every(({ actions }) => actions.value! >= 5) && by_zone.every(({ zone_id }) => zone_id !== zones[3]));
    assert.ok(by_area.every(({ actions }) => actions.value! >= 5));
  });

  it("keeps every total through a split: each month counts in the areas that held then", async () => {
    const [february, march, both] = [
      await shown({ period: "2026-02", area: th! }),
      await shown({ period: "2026-03", area: th! }),
      await shown({ from: "2026-02", to: "2026-03", area: th! }),
    ];
    const codes = (nation: Dashboard) => nation.by_area.map(({ code, actions }) => `${code} ${actions.value}`).sort();
    assert.deepEqual(codes(february), ["OLD 16"]);
    assert.deepEqual(codes(march), ["EAST 9", "WEST 7"]);
    assert.deepEqual(codes(both), ["EAST 9", "OLD 16", "WEST 7"]);
    assert.equal(both.total.actions.value, february.total.actions.value! + march.total.actions.value!);
  });

  it("compares areas by head where it is said how many people live there", async () => {
    const { by_area, equity } = await shown({ period: "2026-03" });
    const perHead = Object.fromEntries(by_area.map(({ code, actions_per_1000 }) => [code, actions_per_1000]));
    assert.equal(perHead.TH, Math.round((by_area.find(({ code }) => code === "TH")!.actions.value! / 3) * 100) / 100);
    // Its few people are told together with others.
    assert.deepEqual([perHead.IT, equity], [undefined, null]);
    const below = await shown({ period: "2026-03", area: th! });
    assert.deepEqual([below.equity, below.area?.code], [null, "TH"]);
    assert.equal(below.by_area.find(({ code }) => code === "WEST")?.actions_per_1000, null);
  });

  it("counts goals by the kinds that serve them, as an administrator says", async () => {
    const goals = async () => (await shown({ period: "2026-03", area: th! })).by_goal.map(({ goal, actions }) => [goal, actions.value]);
    assert.deepEqual(await goals(), [
      [11, 9],
      [12, 9],
      [13, 7],
      [14, 9],
      [15, 7],
    ]);
    const admin = { as: app.user("admin") };
    const { version } = await app.call(operations.getGoalMappings, {});
    const before = await shown({ period: "2026-03", area: th! });
    const mappings = [{ mission_type: "tree_planting", targets: ["15.2", "6.b"] }];
    await app.call(operations.setGoalMappings, { mappings, version_seen: version }, admin);
    assert.deepEqual(await goals(), [
      [6, 7],
      [15, 7],
    ]);
    await assert.rejects(sumOf(app, before.by_goal[0]!.actions, government), { code: "figure_too_old" });
    await assert.rejects(app.call(operations.setGoalMappings, { mappings, version_seen: version }, admin), {
      code: "goal_mappings_changed",
    });
    const twice = app.call(operations.setGoalMappings, { mappings: [...mappings, ...mappings] }, admin);
    await assert.rejects(twice, { code: "mission_type_twice" });
  });

  it("refuses what cannot be asked", async () => {
    await assert.rejects(shown({ from: "2026-02", to: "2026-01" }), { code: "months_reversed" });
    await assert.rejects(shown({ from: "2026-02-30", to: "2026-03" }), { code: "period_unknown" });
    await assert.rejects(shown({ period: "2026-13" }), { code: "period_unknown" });
    await assert.rejects(shown({ area: newId() }), { code: "area_not_found" });
    await assert.rejects(app.call(operations.nationDashboard, {}, { as: app.player() }), { code: "forbidden" });
    await assert.rejects(app.call(operations.policyInsights, {}, { as: app.user("sponsor") }), { code: "forbidden" });
  });

  it("finds nothing where too few people began long enough ago", async () => {
    const { findings, comparisons, sample_min } = await app.call(operations.policyInsights, {}, government);
    assert.deepEqual([findings, comparisons, sample_min], [[], 0, 50]);
  });
});

it("counts fiscal years, quarters, weeks and relative periods as calendars do", () => {
  const of = (period: string, starts = 10) => Object.values(daysOf(period, "2026-11-29", starts) ?? {}).join(" ");
  assert.equal(of("FY2026"), "2025-10-01 2026-09-30");
  assert.equal(of("FY2026", 1), "2026-01-01 2026-12-31");
  assert.equal(of("this_fiscal_year"), "2026-10-01 2027-09-30");
  assert.equal(of("last_fiscal_year"), "2025-10-01 2026-09-30");
  assert.equal(of("2024-Q1"), "2024-01-01 2024-03-31");
  assert.equal(of("2024-02"), "2024-02-01 2024-02-29");
  assert.equal(of("this_week"), "2026-11-23 2026-11-29");
  assert.equal(of("last_month"), "2026-10-01 2026-10-31");
  assert.equal(of("last_30_days"), "2026-10-31 2026-11-29");
  assert.equal(of("last_12_months"), "2025-12-01 2026-11-30");
  assert.equal(of("2026-02-30"), "");
  assert.deepEqual(stepAround("2026-01-01", "week", 1), { from: "2025-12-29", to: "2026-01-04" });
});

it("measures equity between areas by head", () => {
  const even = [
    { population: 100, actions: 10 },
    { population: 900, actions: 90 },
  ];
  assert.deepEqual(equityOf(even), { areas: 2, gini_bps: 0, lowest_per_1000: 100, highest_per_1000: 100 });
  const uneven = [
    { population: 500, actions: 0 },
    { population: 500, actions: 80 },
  ];
  assert.deepEqual(equityOf(uneven), { areas: 2, gini_bps: 5_000, lowest_per_1000: 0, highest_per_1000: 160 });
  assert.equal(equityOf(even.slice(1)), undefined);
});
