import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { after, test } from "node:test";
import { type CallInput, type Output, sponsorContract } from "@oneheart/contracts";
import { type BytesAnswer, isOperationError, type Principal } from "@oneheart/kernel";
import { openNote, parseVerifierKey } from "@oneheart/tlog";
import { sql } from "kysely";
import { reportMonths } from "../src/jobs/report-months.ts";
import { sweepReports } from "../src/jobs/sweep-reports.ts";
import { bootSponsors } from "./support/sponsorship.ts";

const { makeReport, listReports, reportFile, reportKey, sponsorPanel } = sponsorContract.operations;
type Report = Output<typeof makeReport>;
const world = await bootSponsors({ after });
const { app } = world;
const refusedAs = (code: string) => (error: unknown) => isOperationError(error, code) || assert.fail(`not ${code}: ${error}`);

const made = (as: Principal, asked: CallInput<typeof makeReport> = {}) => app.call(makeReport, asked, { as });
const behind = (url: string) =>
  app.call(reportFile, { sealed: url.split("/").at(-1)! }, { as: "anyone" }) as unknown as Promise<BytesAnswer>;
const textOf = async (url: string) => (await buffer((await behind(url)).body as NodeJS.ReadableStream)).toString();
const pageOf = (report: Report, language: "en" | "th") => textOf(report.pages.find((page) => page.language === language)!.url);

/** Every figure that a page shows: its chapter, of what it is, its measure and its exact value. */
function shownIn(page: string): string[] {
  const marks = page.matchAll(/<data data-chapter="(\w+)" data-id="([^"]*)" data-measure="(\w+)" value="([^"]*)">/g);
  return [...marks].map(([, ...parts]) => parts.join("|")).sort();
}

/** Two campaigns that paid for some actions. */
async function busy(name = "Siam Rivers") {
  const organisation = await world.organisation();
  await sql`UPDATE sponsor_organisations SET name = ${name} WHERE id = ${organisation.id}`.execute(app.owner);
  for (const money of [500_000, 300_000]) {
    const campaign = await world.campaign({}, organisation);
    await world.fund(campaign, money);
    for (const day of ["2026-02-03", "2026-02-14", "2026-03-01"])
      await world.awarded(await world.reserve({ zone_id: campaign.zone_ids[0]! }), 8, { day, people_reached: 3 });
  }
  await app.settled();
  return organisation;
}

test("panel, table and page of a report have the same figures, each exactly once more", async () => {
  const { id: organisation_id, owner } = await busy();
  const panel = await app.call(sponsorPanel, { organisation_id }, { as: owner });
  const report = await made(owner, { organisation_id });
  const csv = await textOf(report.csv_url);
  const rows = csv
    .slice(1)
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","))
    .map(([chapter, id, , ...rest]) => [chapter, id, ...rest.slice(0, 2)].join("|"));
  const [english, thai] = await Promise.all([pageOf(report, "en"), pageOf(report, "th")]);
  assert.deepEqual(shownIn(english), rows.toSorted());
  assert.deepEqual(shownIn(thai), rows.toSorted());
  const whole = (["spent", "actions", "people", "cost_per_action"] as const).map(
    (name) => `whole|${organisation_id}|${name}|${panel[name]!.value}`,
  );
  assert.deepEqual(rows.slice(0, 4), whole);
  for (const { campaign_id, spent, funded } of panel.campaigns)
    for (const [name, figure] of Object.entries({ spent, funded }))
      assert.ok(rows.includes(`campaign|${campaign_id}|${name}|${figure.value}`), name);
  assert.equal(rows.filter((row) => row.startsWith("period|")).length, panel.trend.length * 2);
  assert.match(english, /฿48\.00 paid for 6 verified actions, which reached 18 people/);
});

test("a report's note is signed and names the hash of each of its files", async () => {
  const { owner } = await busy();
  const report = await made(owner);
  const { key } = await app.call(reportKey, {}, { as: "anyone" });
  const { text } = openNote(report.note, [parseVerifierKey(key)]);
  assert.ok(text.includes(report.id));
  for (const url of [...report.pages.map((page) => page.url), report.csv_url])
    assert.ok(
      text.includes(
        createHash("sha256")
          .update(await textOf(url))
          .digest("hex"),
      ),
    );
});

test("a page runs nothing, shows its own style, and holds no picture; links are sealed and end", async () => {
  const { owner } = await busy();
  const report = await made(owner);
  const { headers } = await behind(report.pages[0]!.url);
  assert.match(headers!["content-security-policy"]!, /^default-src 'none'; style-src 'sha256-[^']+'; sandbox/);
  const page = await pageOf(report, "en");
  assert.doesNotMatch(page, /<img|<script|sponsor-pictures/);
  assert.match(page, /<svg/);
  await assert.rejects(behind(`/x/reports/${report.id}/figures.csv`), refusedAs("link_invalid"));
  app.clock.advance({ minutes: 31 });
  await assert.rejects(behind(report.csv_url), refusedAs("link_invalid"));
});

test("names are texts: no formula in the table, no tag in the page", async () => {
  const { owner } = await busy('=HYPERLINK("x")<script>');
  const report = await made(owner);
  assert.ok((await textOf(report.csv_url)).includes(`"'=HYPERLINK(""x"")<script>"`));
  assert.doesNotMatch(await pageOf(report, "en"), /<script/);
});

test("the next report says what changed since", async () => {
  const { owner } = await busy();
  const first = await made(owner, { from: "2026-02-01", to: "2026-02-28" });
  assert.match(await pageOf(first, "en"), /first report about these campaigns/);
  const second = await made(owner);
  assert.match(await pageOf(second, "en"), /<th scope="row">Spent<\/th><td class="n">฿32\.00<\/td><td class="n">฿48\.00<\/td>/);
});

test("an empty period is reported on as empty", async () => {
  const { owner } = await busy();
  const report = await made(owner, { from: "2026-05-01", to: "2026-05-31" });
  assert.match(await pageOf(report, "en"), /Nothing was paid for in these days/);
  assert.match(await pageOf(report, "th"), /ไม่มีการจ่ายในช่วงนี้/);
});

test("another organisation's reports are as if they were not there", async () => {
  const mine = await busy();
  await made(mine.owner);
  const other = await world.organisation();
  assert.deepEqual((await app.call(listReports, {}, { as: other.owner })).items, []);
  const asked = { organisation_id: mine.id };
  await assert.rejects(app.call(listReports, asked, { as: other.owner }), refusedAs("organisation_not_found"));
  await assert.rejects(made(other.owner, asked), refusedAs("organisation_not_found"));
  await assert.rejects(made(mine.owner, { campaign_id: randomUUID() }), refusedAs("campaign_not_found"));
  await assert.rejects(made(mine.owner, { currency: "EUR" }), refusedAs("currency_unknown"));
  await assert.rejects(made(mine.owner, { from: "2026-03-02", to: "2026-03-01" }), refusedAs("days_reversed"));
  await assert.rejects(made(app.player()), refusedAs("forbidden"));
});

test("each month is reported on by itself, once", async () => {
  const { id: organisation_id, owner } = await busy();
  for (let day = 0; day < 2; day += 1) await reportMonths.run(app.kernel.context("sponsor"));
  const { items } = await app.call(listReports, { organisation_id }, { as: owner });
  assert.deepEqual(
    items.map(({ made_by, from, to }) => [made_by, from, to]),
    [["schedule", "2026-02-01", "2026-02-28"]],
  );
});

test("files of a call that failed are removed, and those of reports stay", async () => {
  const { owner } = await busy();
  const kept = await made(owner);
  // The same month twice at once: the loser's files belong to no report.
  await Promise.all([1, 2].map(() => reportMonths.run(app.kernel.context("sponsor"))));
  await sql`ALTER TABLE sponsor_reports ADD CONSTRAINT nothing_more CHECK (created_at < now() - interval '100 years') NOT VALID`.execute(
    app.owner,
  );
  await assert.rejects(made(owner));
  await sql`ALTER TABLE sponsor_reports DROP CONSTRAINT nothing_more`.execute(app.owner);
  const drafts = async () => (await sql<{ id: string }>`SELECT id FROM sponsor_report_drafts`.execute(app.db)).rows.map(({ id }) => id);
  const left = await drafts();
  const [failed] = left;
  assert.ok(failed !== undefined);
  const objects = app.kernel.context("sponsor").backing.objects;
  const isThere = async (id: string) => (await objects.head(`reports/${id}/figures.csv`)) !== undefined;
  await sweepReports.run(app.kernel.context("sponsor"));
  assert.deepEqual([await drafts(), await isThere(failed)], [left, true], "it may still be written");
  await sql`UPDATE sponsor_report_drafts SET started_at = now() - interval '2 hours'`.execute(app.owner);
  await sweepReports.run(app.kernel.context("sponsor"));
  assert.deepEqual([await drafts(), await isThere(failed), await isThere(kept.id)], [[], false, true]);
});
