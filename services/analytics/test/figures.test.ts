import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { playerInternal } from "@oneheart/contracts/internal";
import { randomFrom, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { audits } from "../src/audit/audits.ts";
import { award, bootAnalytics, correction, events, follow, operations, sumOf } from "./support/programme.ts";

async function findings(app: TestApp): Promise<string[]> {
  const codes: string[] = [];
  for (const audit of audits) for await (const step of audit(app.db)) codes.push(...step.findings.map(({ code }) => code));
  return codes;
}

describe("figures of the programme", () => {
  let app: TestApp;
  before(async () => {
    app = await bootAnalytics();
  });
  after(() => app.stop());
  const figures = () => app.call(operations.programmeFigures, {});

  it("count what stands, whatever is heard first and however often, and each list sums to its figure", async () => {
    const random = randomFrom(7);
    const players = Array.from({ length: 6 }, () => award().player_id);
    const zones = Array.from({ length: 3 }, () => award().zone_id);
    const made = Array.from({ length: 60 }, (_, index) =>
      award({
        player_id: random.pick(players),
        zone_id: random.pick(zones),
        minutes: random.below(90),
        people: random.below(3),
        action_day: `2026-03-0${1 + (index % 9)}`,
      }),
    );
    const reversed = made.filter((_, index) => index % 4 === 0);
    const reinstated = reversed.filter((_, index) => index % 3 === 0);
    const told = [
      ...reinstated.map((one) => () => app.emit(events.impactReinstated, correction(one))),
      ...reversed.map((one) => () => app.emit(events.impactReversed, { ...correction(one), badges: [], tokens_owed: 0 })),
      ...made.map((one) => () => app.emit(events.impactRecorded, one)),
      ...made.slice(0, 10).map((one) => () => app.emit(events.impactRecorded, one)),
    ];
    while (told.length > 0) await told.splice(random.below(told.length), 1)[0]!();
    await app.settled();

    const standing = made.filter((one) => !reversed.includes(one) || reinstated.includes(one));
    const sum = (of: (one: (typeof made)[number]) => number) => standing.reduce((total, one) => total + of(one), 0);
    const now = await figures();
    assert.equal(now.verified_actions.value, standing.length);
    assert.equal(
      now.minutes_of_work.value,
      sum(({ minutes }) => minutes),
    );
    assert.equal(
      now.people_helped.value,
      sum(({ people }) => people),
    );
    assert.equal(now.players_who_acted.value, new Set(standing.map(({ player_id }) => player_id)).size);
    assert.equal(now.active_zones.value, new Set(standing.map(({ zone_id }) => zone_id)).size);
    for (const figure of [now.verified_actions, now.minutes_of_work, now.people_helped, now.players_who_acted, now.active_zones]) {
      assert.equal(await sumOf(app, figure), figure.value);
    }
    assert.deepEqual(await findings(app), []);
  });

  it("stay what they were for whoever follows them later", async () => {
    const earlier = await figures();
    await app.emit(events.impactRecorded, award());
    await app.settled();
    assert.equal(await sumOf(app, earlier.verified_actions), earlier.verified_actions.value);
    assert.equal(await sumOf(app, earlier.players_who_acted), earlier.players_who_acted.value);
    assert.equal((await figures()).verified_actions.value, earlier.verified_actions.value! + 1);
  });

  it("lead a share to the two figures that it compares", async () => {
    const { coverage } = await figures();
    const parts = await app.call(operations.figureParts, { figure: "coverage" });
    assert.deepEqual([coverage.drill!.operation, parts.part.value, parts.whole.value], ["analytics.figureParts", 130, 0]);
  });

  it("refuse a place that was never reached", async () => {
    const query = { figure: "verified_actions", upto: 1_000_000 } as const;
    await assert.rejects(app.call(operations.actionEntries, query), { code: "figure_not_counted_yet" });
    await assert.rejects(app.call(operations.flowEntries, { figure: "tokens_held", tree_size: 9 }), { code: "figure_not_counted_yet" });
    await assert.rejects(app.call(operations.actionEntries, { ...query, upto: 1, cursor: "x" }), { code: "invalid_input" });
  });

  it("are found wrong by the recount when a sum was changed", async () => {
    await sql`UPDATE analytics_totals SET minutes = minutes + 1`.execute(app.db);
    await sql`UPDATE analytics_days SET people = people + 1`.execute(app.db);
    assert.deepEqual([...new Set(await findings(app))], ["figure_sums_differ", "figure_day_differs"]);
    await sql`UPDATE analytics_totals SET minutes = minutes - 1`.execute(app.db);
    await sql`UPDATE analytics_days SET people = people - 1`.execute(app.db);
  });

  it("keep an erased person's actions under a number that names nobody", async () => {
    const one = award();
    await app.emit(events.impactRecorded, one);
    await app.settled();
    const people = (await figures()).players_who_acted.value;
    await app.emit(playerInternal.events.playerErased, { player_id: one.player_id, erased_name: "gone" });
    await app.settled();
    const { rows } = await sql`SELECT FROM analytics_players WHERE player_id = ${one.player_id}`.execute(app.db);
    assert.deepEqual([rows.length, (await figures()).players_who_acted.value], [0, people]);
  });

  it("show administrators what waits, who is active and how far people come, each with its list", async () => {
    const admin = { as: app.user("admin") };
    const { needs_me, funnel } = await app.call(operations.adminDashboard, {}, admin);
    assert.deepEqual([needs_me.reviews_waiting.value, needs_me.rewards_low.value, needs_me.dead_jobs.value], [4, 1, 0]);
    const { sum } = await follow(app, funnel.verified.drill!, admin);
    assert.ok(sum > 0);
    assert.equal(sum, funnel.verified.value);
    await assert.rejects(app.call(operations.adminDashboard, {}, { as: app.player() }), { code: "forbidden" });
  });
});

describe("the programme", () => {
  let app: TestApp;
  before(async () => {
    app = await bootAnalytics();
  });
  after(() => app.stop());

  it("is public, and changed by administrators of whom the second one looks again", async () => {
    const admin = { as: app.user("admin") };
    const { version, pool_split } = await app.call(operations.getProgramme, {});
    assert.deepEqual(pool_split, { local_bps: 6000, national_bps: 3000, global_bps: 1000 });
    const changed = await app.call(operations.updateProgramme, { name: "สวนสะอาด", version_seen: version }, admin);
    assert.deepEqual([changed.name, changed.version], ["สวนสะอาด", version + 1]);
    const late = app.call(operations.updateProgramme, { name: "Other", version_seen: version }, admin);
    await assert.rejects(late, { code: "programme_changed" });
    await assert.rejects(app.call(operations.updateProgramme, { time_zone: "Asia/Atlantis" }, admin), { code: "time_zone_unknown" });
  });
});
