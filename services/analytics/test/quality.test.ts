/** Integrity checks find every fault that is seeded, and months are signed off once. */
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { type CallInput, DataCheckId } from "@oneheart/contracts";
import { isOperationError, newId } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { dataChecksJob } from "../src/jobs/data-checks.ts";
import { award, bootAnalytics, correction, events, operations } from "./support/programme.ts";

let app: TestApp;
const government = () => ({ as: app.user("government") });
const admin = () => ({ as: app.user("admin") });
const zone_id = award().zone_id;

before(async () => {
  app = await bootAnalytics();
  for (let person = 0; person < 6; person += 1)
    for (const month of ["2026-01", "2026-02"])
      await app.emit(events.impactRecorded, award({ zone_id, action_day: `${month}-0${1 + person}` }));
  await app.settled();
});
after(() => app.stop());

const found = async () => {
  const { checks } = await app.call(operations.runChecks, {}, admin());
  return checks.filter(({ findings }) => findings > 0).map(({ check }) => check);
};
const periodOf = async (month: string) =>
  (await app.call(operations.listPeriods, {}, government())).items.find((one) => one.month === month)!;
const sign = (asked: CallInput<typeof operations.signPeriod>) => app.call(operations.signPeriod, asked, government());
const refusal = async (asked: CallInput<typeof operations.signPeriod>) => {
  const error = await sign(asked).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isOperationError(error), String(error));
  return error;
};

it("checks find nothing where nothing is wrong, and say in the reader's language what they look for", async () => {
  assert.deepEqual(await found(), []);
  await dataChecksJob.run(app.kernel.context("analytics"));
  const { checks, ran_at } = await app.call(operations.dataQuality, {}, government());
  assert.deepEqual(checks.map(({ check }) => check).toSorted(), [...DataCheckId.options].sort());
  assert.ok(ran_at !== null && checks.every(({ title, advice }) => title.length > 10 && advice.length > 10));
  await assert.rejects(app.call(operations.dataQuality, {}, { as: app.player() }), { code: "forbidden" });
});

it("a month is signed off once, and what comes to it later shows as a correction", async () => {
  const signed = await sign({ month: "2026-01" });
  assert.deepEqual([signed.signed?.actions, signed.signed?.people, signed.signed?.errors_open, signed.is_corrected], [6, 5, 0, false]);
  const again = await refusal({ month: "2026-01" });
  assert.equal(again.code, "period_signed_already");
  assert.deepEqual(again.context, { signed_at: signed.signed!.signed_at });
  const open = await refusal({ month: "2026-03" });
  assert.deepEqual([open.code, open.context], ["period_not_over", { last: "2026-02" }]);

  await app.emit(events.impactRecorded, award({ zone_id, action_day: "2026-01-20" }));
  await app.settled();
  const now = await periodOf("2026-01");
  assert.deepEqual([now.signed?.actions, now.actions.value, now.is_corrected], [6, 7, true]);
  assert.equal((await periodOf("2026-02")).is_corrected, false);
});

it("two who sign at once are one sign-off and one refusal", async () => {
  const both = await Promise.allSettled([sign({ month: "2025-12" }), sign({ month: "2025-12" })]);
  const codes = both.map((one) => (one.status === "fulfilled" ? "signed" : (one.reason as { code: string }).code));
  assert.deepEqual(codes.toSorted(), ["period_signed_already", "signed"]);
});

it("every seeded fault is found, each by its check, and blocks the sign-off of its month without a note", async () => {
  const player_id = newId();
  const busy = award({ player_id, action_day: "2025-06-01", minutes: 700 });
  await app.emit(events.impactRecorded, busy);
  for (let index = 0; index < 21; index += 1)
    await app.emit(events.impactRecorded, {
      ...award({ player_id, action_day: "2025-06-01", minutes: 60 }),
      mission_id: index < 2 ? busy.mission_id : newId(),
    });
  await app.emit(events.impactRecorded, award({ action_day: "2025-06-02", minutes: 721, people: 1001 }));
  await app.emit(events.impactRecorded, award({ action_day: "2025-06-02", mission_type: "", minutes: 0, people: 0 }));
  await app.emit(events.impactRecorded, award({ action_day: "2026-03-05" }));
  const poor = Array.from({ length: 5 }, () => award({ zone_id: busy.zone_id, action_day: "2025-06-03" }));
  for (const one of poor) await app.emit(events.impactRecorded, one);
  for (const one of poor.slice(0, 3)) await app.emit(events.impactReversed, { ...correction(one), badges: [], tokens_owed: 0 });
  const usual = award().zone_id;
  for (const month of ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"])
    await app.emit(events.impactRecorded, award({ zone_id: usual, action_day: `${month}-02` }));
  for (let index = 0; index < 20; index += 1) await app.emit(events.impactRecorded, award({ zone_id: usual, action_day: "2025-06-20" }));
  await app.emit(events.impactReversed, { ...correction(award()), badges: [], tokens_owed: 0 });
  await app.settled();
  await sql`UPDATE analytics_waiting SET at = '2026-03-01T00:00:00Z'`.execute(app.db);
  await sql`INSERT INTO analytics_findings ("check", code, ref, message, found_at) VALUES ('figure_sums', 'differs', 'all', '1 kept, 2 counted', now())`.execute(
    app.db,
  );
  // A reversal that takes back less than was given.
  await sql`
    INSERT INTO analytics_entries (position, kind, action_id, ends, player_no, mission_id, zone_id, mission_type, day, actions, minutes, people, xp,
      tokens, credits_minor, at)
    SELECT (SELECT max(position) + 1 FROM analytics_entries), 'impact.reversal', action_id, position, player_no, mission_id, zone_id, mission_type,
      day, -1, -minutes + 1, -people, 0, 0, 0, at FROM analytics_entries WHERE kind = 'impact.award' AND day = '2026-02-01'`.execute(
    app.db,
  );

  assert.deepEqual((await found()).toSorted(), [...DataCheckId.options].sort());
  const { checks } = await app.call(operations.dataQuality, {}, government());
  assert.ok(
    checks.every(({ examples }) => examples.length === 0),
    "a government is told no record",
  );
  const refused = await refusal({ month: "2025-06" });
  assert.equal(refused.code, "findings_open");
  assert.deepEqual((refused.context as { checks: string[] }).checks.toSorted(), ["day_too_long", "recount_differs"]);
  const signed = await sign({ month: "2025-06", note: "Known; the recount is being repaired." });
  assert.ok(signed.signed!.errors_open > 0);
  assert.equal(signed.signed!.note, "Known; the recount is being repaired.");
});
