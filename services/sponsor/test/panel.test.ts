import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { type CallInput, type Drill, type Figure, type Operation, type Output, sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { randomFrom } from "@oneheart/testing";
import { sql } from "kysely";
import { bootSponsors, findings, nobody } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const world = await bootSponsors({ after });
const { app, admin } = world;
type Panel = Output<typeof operations.sponsorPanel>;
type Owner = Awaited<ReturnType<typeof world.organisation>>["owner"];

/** Follows a drill to its end, in small pages. */
async function follow(drill: Drill, as: Owner) {
  const operation = (operations as Record<string, Operation>)[drill.operation.split(".")[1]!]!;
  const lines: Array<{ amount: number; ledger_id: string | null; kind: string }> = [];
  for (let cursor: string | undefined; ; ) {
    const query = { ...drill.query, limit: 3, ...(cursor === undefined ? {} : { cursor }) } as CallInput<Operation>;
    const page = (await app.call(operation, query, { as })) as { items: typeof lines; next_cursor: string | null; sum: number };
    lines.push(...page.items);
    if (page.next_cursor === null) return { lines, sum: page.sum };
    cursor = page.next_cursor;
  }
}

/** Throws where the lines of a figure do not come to it, or are more or fewer than it says. */
async function holds(figure: Figure, as: Owner): Promise<void> {
  const { lines, sum } = await follow(figure.drill!, as);
  const added = lines.reduce((total, { amount }) => total + amount, 0);
  assert.deepEqual([added, sum, lines.length], [figure.value, figure.value, figure.basis.count], JSON.stringify(figure.drill));
}

/** The two figures that a ratio compares, each of which holds. */
async function partsOf(figure: Figure, as: Owner): Promise<{ part: number; whole: number }> {
  const { part, whole } = await app.call(operations.sponsorParts, figure.drill!.query as never, { as });
  await holds(part, as);
  await holds(whole, as);
  return { part: part.value!, whole: whole.value! };
}

const sumOf = (figures: readonly Figure[]) => figures.reduce((sum, { value }) => sum + value!, 0);
const panelOf = (organisation_id: string, as: Owner, over: object = {}): Promise<Panel> =>
  app.call(operations.sponsorPanel, { organisation_id, ...over }, { as });

/** An organisation with two campaigns, one of them shared with somebody else's, and actions of which some are taken back or given again. */
async function busyOrganisation() {
  const random = randomFrom(11);
  const organisation = await world.organisation();
  const alone = await world.campaign({}, organisation);
  const shared = await world.campaign({}, organisation);
  const partner = await world.campaign({ zone_ids: shared.zone_ids });
  for (const [campaign, amount] of [
    [alone, 1_000_000],
    [shared, 600_000],
    [partner, 300_000],
  ] as const)
    await world.fund(campaign, amount);
  await world.fund(alone, 50_000);
  const awards = [];
  for (let made = 0; made < 24; made += 1) {
    const zone_id = (made % 2 === 0 ? alone : shared).zone_ids[0]!;
    const quest = await world.reserve({ zone_id });
    const over = { people_reached: random.below(5), day: `2026-03-0${1 + (made % 9)}` };
    awards.push(await world.awarded(quest, 5 + random.below(15), over));
  }
  await app.settled();
  for (const award of awards.filter((_, index) => index % 3 === 0)) await correct(award, "impactReversed");
  for (const award of awards.filter((_, index) => index % 6 === 0)) await correct(award, "impactReinstated");
  return { organisation, alone, shared, partner, awards };
}

async function correct(award: { action_id: string; quest_id: string }, event: "impactReversed" | "impactReinstated"): Promise<void> {
  const about = { action_id: award.action_id, quest_id: award.quest_id, reason_code: "staged", recorded_at: app.clock.now().toISOString() };
  await app.emit(impactInternal.events[event] as typeof impactInternal.events.impactReversed, {
    ...about,
    ...{ mission_id: randomUUID(), zone_id: randomUUID(), player_id: randomUUID(), ledger_id: null },
    ...{ xp: 0, tokens: 0, credits_minor: 0, badges: [], tokens_owed: 0 },
  });
  await app.settled();
}

const busy = await busyOrganisation();
const { organisation, alone, shared } = busy;
const owner = organisation.owner;

test("every figure of a panel is what its list comes to, corrections included, and the parts come to the whole", async () => {
  const panel = await panelOf(organisation.id, owner);
  for (const figure of [panel.spent, panel.actions, panel.people]) await holds(figure, owner);
  const spent = (await world.funds(alone)).spent_minor + (await world.funds(shared)).spent_minor;
  assert.equal(panel.spent.value, spent);
  // Of 24 actions 8 were taken back and 4 given again; of those in the shared mission two thirds are this sponsor's.
  const standing = busy.awards.filter((_, index) => index % 3 !== 0 || index % 6 === 0);
  const inShared = standing.filter(({ zone_id }) => zone_id === shared.zone_ids[0]).length;
  assert.equal(panel.actions.value, (standing.length - inShared) * WHOLE_PARTS + inShared * 666_667);
  for (const measure of ["spent", "actions", "people"] as const) {
    assert.equal(sumOf(panel.by_zone.map((zone) => zone[measure])), panel[measure].value);
    for (const zone of panel.by_zone) await holds(zone[measure], owner);
  }
  for (const measure of ["spent", "actions"] as const) {
    assert.equal(sumOf(panel.trend.map((period) => period[measure])), panel[measure].value);
    for (const period of panel.trend) await holds(period[measure], owner);
  }
  assert.deepEqual([panel.step, panel.trend.length, panel.by_zone.length], ["day", 9, 2]);
});

test("what is compared leads to both figures", async () => {
  const panel = await panelOf(organisation.id, owner);
  const cost = await partsOf(panel.cost_per_action!, owner);
  assert.equal(panel.cost_per_action!.value, Math.round((cost.part * WHOLE_PARTS) / cost.whole));
  for (const campaign of panel.campaigns) {
    await holds(campaign.spent, owner);
    await holds(campaign.funded, owner);
    const { part, whole } = await partsOf(campaign.money_share, owner);
    assert.equal(campaign.money_share.value, Math.round((part * 10_000) / whole));
  }
  assert.deepEqual(panel.campaigns.map(({ funded }) => funded.value).sort(), [1_050_000, 600_000].sort());
});

test("days and campaigns narrow a panel, and co-sponsors' panels come to what was done", async () => {
  const some = await panelOf(organisation.id, owner, { campaign_id: shared.id, from: "2026-03-02", to: "2026-03-05" });
  for (const figure of [some.spent, some.actions, some.people, ...some.trend.map(({ spent }) => spent)]) await holds(figure, owner);
  assert.deepEqual([some.trend.at(0)?.from, some.trend.at(-1)?.to, some.campaigns.length], ["2026-03-02", "2026-03-05", 1]);
  const mine = await panelOf(organisation.id, owner, { campaign_id: shared.id });
  const theirs = await panelOf(busy.partner.organisation_id, busy.partner.owner);
  assert.equal((mine.actions.value! + theirs.actions.value!) % WHOLE_PARTS, 0);
});

test("a figure stays what it was for whoever follows it later", async () => {
  const earlier = await panelOf(organisation.id, owner);
  await world.awarded(await world.reserve({ zone_id: alone.zone_ids[0]! }), 10, { people_reached: 2 });
  await app.settled();
  await correct(busy.awards[1]!, "impactReversed");
  await world.fund(alone, 10_000);
  for (const figure of [earlier.spent, earlier.actions, earlier.people]) await holds(figure, owner);
  for (const { funded } of earlier.campaigns) await holds(funded, owner);
  const now = await panelOf(organisation.id, owner);
  assert.notEqual(now.spent.value, earlier.spent.value);
});

test("a panel and all its lists are for the organisation's members and the programme", async () => {
  const panel = await panelOf(organisation.id, owner);
  const stranger = { as: app.user("sponsor") };
  const drills = [panel.spent.drill!, panel.cost_per_action!.drill!, panel.campaigns[0]!.funded.drill!];
  await assert.rejects(panelOf(organisation.id, stranger.as), { code: "organisation_not_found" });
  await assert.rejects(app.call(operations.sponsorPanel, {}, stranger), { code: "organisation_not_found" });
  for (const { operation, query } of drills) {
    const named = (operations as Record<string, Operation>)[operation.split(".")[1]!]!;
    await assert.rejects(app.call(named, query as never, stranger), { status: 404 }, operation);
  }
  // One's own organisation does not open another's campaign.
  const other = await world.organisation(stranger.as);
  const query = { ...drills[0]!.query, organisation_id: other.id, campaign_id: alone.id } as never;
  await assert.rejects(app.call(operations.sponsorEntries, query, stranger), { code: "campaign_not_found" });
  await assert.rejects(panelOf(other.id, stranger.as, { campaign_id: alone.id }), { code: "campaign_not_found" });
  const foreign = await app.call(operations.sponsorEntries, { ...drills[0]!.query, organisation_id: other.id } as never, stranger);
  assert.deepEqual([foreign.items, foreign.sum], [[], 0]);
  assert.equal((await panelOf(organisation.id, admin)).spent.value, panel.spent.value);
  await assert.rejects(panelOf(organisation.id, app.player()), { code: "forbidden" });
});

test("bad input is refused under its own code, and an organisation without anything has an empty panel", async () => {
  await assert.rejects(panelOf(organisation.id, owner, { from: "2026-03-05", to: "2026-03-01" }), { code: "days_reversed" });
  await assert.rejects(panelOf(organisation.id, owner, { from: "2026-02-30" }), { code: "invalid_input" });
  await assert.rejects(panelOf(organisation.id, owner, { currency: "EUR" }), { code: "currency_unknown", context: { known: ["THB"] } });
  await assert.rejects(panelOf(organisation.id, owner, { campaign_id: nobody }), { code: "campaign_not_found" });
  await assert.rejects(panelOf(nobody, admin), { code: "organisation_not_found" });
  const { query } = (await panelOf(organisation.id, owner)).spent.drill!;
  const far = { ...query, upto: 1_000_000 } as never;
  await assert.rejects(app.call(operations.sponsorEntries, far, { as: owner }), { code: "figure_not_counted_yet" });
  await assert.rejects(app.call(operations.sponsorEntries, { ...query, cursor: "x" } as never, { as: owner }), { code: "invalid_input" });
  const empty = await world.organisation();
  const panel = await app.call(operations.sponsorPanel, {}, { as: empty.owner });
  assert.deepEqual(
    [panel.organisation_id, panel.spent.value, panel.cost_per_action, panel.trend, panel.campaigns],
    [empty.id, 0, null, [], []],
  );
  await holds(panel.spent, empty.owner);
});

test("money of two currencies is never added up", async () => {
  const two = await world.organisation();
  const baht = await world.campaign({}, two);
  const euros = await world.campaign({ currency: "EUR" }, two);
  for (const campaign of [baht, euros]) await world.fund(campaign, 100_000);
  for (const campaign of [baht, euros]) await world.awarded(await world.reserve({ zone_id: campaign.zone_ids[0]! }), 10);
  await app.settled();
  const panel = await panelOf(two.id, two.owner);
  assert.deepEqual([panel.currency, panel.currencies, panel.spent.unit, panel.spent.value], ["EUR", ["EUR", "THB"], "EUR_minor", 1_000]);
  assert.equal((await panelOf(two.id, two.owner, { currency: "THB" })).spent.unit, "THB_minor");
  await holds(panel.spent, two.owner);
});

test("money that goes faster than time is told in time", async () => {
  const campaign = await world.funded(10_000, { starts_at: "2026-02-01T00:00:00Z", ends_at: "2026-04-01T00:00:00Z" });
  const alertOf = async () => (await panelOf(campaign.organisation_id, campaign.owner)).campaigns[0]!;
  for (const tokens of [20, 20, 20, 20]) await world.awarded(await world.reserve({ zone_id: campaign.zone_ids[0]! }), tokens);
  await app.settled();
  assert.equal((await alertOf()).alert, null);
  await world.awarded(await world.reserve({ zone_id: campaign.zone_ids[0]! }), 10);
  await app.settled();
  const early = await alertOf();
  assert.deepEqual([early.money_share.value, early.alert], [9_000, "spent_early"]);
  assert.ok(early.time_share_bps < 8_000);
  await app.call(operations.endCampaign, { id: campaign.id }, { as: campaign.owner });
  assert.deepEqual([(await alertOf()).alert, (await alertOf()).forecast], [null, null]);
});

test("concurrent draws of many campaigns leave no gap, and the recount finds what was changed", async () => {
  const campaigns = await Promise.all(Array.from({ length: 4 }, () => world.funded(1_000_000)));
  const quests = await Promise.all(
    Array.from({ length: 40 }, (_, index) => world.reserve({ zone_id: campaigns[index % 4]!.zone_ids[0]! })),
  );
  await Promise.all(quests.map((quest) => world.awarded(quest, 10)));
  await app.settled();
  for (const campaign of campaigns) await holds((await panelOf(campaign.organisation_id, campaign.owner)).spent, campaign.owner);
  assert.deepEqual(await findings(app), []);
  const codes = async () => (await findings(app)).map((finding) => (finding as { code: string }).code);
  await sql`UPDATE campaign_days SET entries = entries + 1 WHERE campaign_id = ${campaigns[0]!.id}`.execute(app.db);
  assert.deepEqual(await codes(), ["campaign_days_differ"]);
  await sql`UPDATE campaign_days SET entries = entries - 1 WHERE campaign_id = ${campaigns[0]!.id}`.execute(app.db);
  await sql`UPDATE sponsor_position SET position = position + 1`.execute(app.db);
  assert.deepEqual(await codes(), ["sponsor_positions_differ"]);
  await sql`UPDATE sponsor_position SET position = position - 1`.execute(app.db);
});
