import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { type CallInput, sponsorContract } from "@oneheart/contracts";
import { impactInternal, proofInternal } from "@oneheart/contracts/internal";
import { isOperationError, type Principal } from "@oneheart/kernel";
import { bootSponsors } from "./support/sponsorship.ts";

const { sponsorGallery } = sponsorContract.operations;
const world = await bootSponsors({ after });
const { app } = world;

const gallery = (as: Principal, asked: CallInput<typeof sponsorGallery> = {}) => app.call(sponsorGallery, asked, { as });
const proofsOf = async (as: Principal, asked: CallInput<typeof sponsorGallery> = {}) =>
  (await gallery(as, asked)).items.map(({ proof_id }) => proof_id);
const refusedAs = (code: string) => (error: unknown) => isOperationError(error, code) || assert.fail(`not ${code}: ${error}`);

/** What the proof service tells of a proof's pictures; the numbers of changes are the test's. */
async function tell(proof_id: string, action_id: string, change_no: number, shown_to: Array<"public" | "sponsor">): Promise<void> {
  await app.emit(proofInternal.events.picturesChanged, { proof_id, action_id, change_no, shown_to });
  await app.settled();
}

/** A verified action that campaigns of the zone paid for, with a picture that sponsors may see. */
async function pictured(zone_id: string, { mission_id = randomUUID(), ...over }: { day?: string; mission_id?: string } = {}) {
  const quest = await world.reserve({ zone_id, mission_id });
  const { action_id, ledger_id } = await world.awarded(quest, 10, over);
  await app.settled();
  const proof_id = app.kernel.context("test").newId();
  const picture = { picture_id: randomUUID(), picture_url: "/api/sponsor-pictures/sealed", width_px: 1280, height_px: 960 };
  world.shown.set(proof_id, { proof_id, action_id, captured_at: "2026-03-01T00:00:00Z", lat: 13.73, lng: 100.54, pictures: [picture] });
  await tell(proof_id, action_id, 1, ["sponsor"]);
  return { ...quest, proof_id, action_id, ledger_id, picture };
}

test("a sponsor sees pictures of what its money paid for, with the entries that paid", async () => {
  const campaign = await world.funded(100_000);
  const one = await pictured(campaign.zone_ids[0]!);
  const { items, empty, organisation_id } = await gallery(campaign.owner);
  assert.deepEqual([empty, organisation_id], [null, campaign.organisation_id]);
  const [item] = items;
  assert.deepEqual([item!.proof_id, item!.lat, item!.lng, item!.mission_title === null], [one.proof_id, 13.73, 100.54, false]);
  assert.deepEqual(item!.pictures, [one.picture]);
  const [share] = item!.shares;
  assert.deepEqual([share!.campaign_id, share!.ledger_id, share!.amount_minor], [campaign.id, one.ledger_id, 1_000]);
  assert.ok(share!.draw_ledger_id);
});

test("an action of two campaigns of one organisation is one item with two shares", async () => {
  const organisation = await world.organisation();
  const first = await world.campaign({}, organisation);
  const mission_id = randomUUID();
  const second = await world.campaign({ mission_ids: [mission_id] }, organisation);
  for (const campaign of [first, second]) await world.fund(campaign, 50_000);
  await pictured(first.zone_ids[0]!, { mission_id });
  const { items } = await gallery(organisation.owner);
  assert.deepEqual(
    items.map(({ shares }) => shares.map(({ campaign_id }) => campaign_id)),
    [[first.id, second.id].sort()],
  );
});

test("another organisation's pictures are as if they were not there, whatever id is asked for", async () => {
  const mine = await world.funded(100_000);
  const { zone_id, mission_id } = await pictured(mine.zone_ids[0]!);
  const other = await world.funded(100_000);
  assert.deepEqual((await gallery(other.owner, { zone_id, mission_id })).items, []);
  await assert.rejects(gallery(other.owner, { organisation_id: mine.organisation_id }), refusedAs("organisation_not_found"));
  await assert.rejects(gallery(other.owner, { campaign_id: mine.id }), refusedAs("campaign_not_found"));
  for (const as of [app.player(), app.user("reviewer")]) await assert.rejects(gallery(as), refusedAs("forbidden"));
});

test("what may not be shown any more is gone at once, also while the word of it is under way, and late words bring nothing back", async () => {
  const campaign = await world.funded(100_000);
  const { proof_id, action_id } = await pictured(campaign.zone_ids[0]!);
  const proof = world.shown.get(proof_id)!;
  world.shown.delete(proof_id);
  assert.deepEqual(await proofsOf(campaign.owner), []);
  world.shown.set(proof_id, proof);
  await tell(proof_id, action_id, 3, []);
  await tell(proof_id, action_id, 2, ["sponsor"]);
  assert.deepEqual(await proofsOf(campaign.owner), []);
  await tell(proof_id, action_id, 4, ["public", "sponsor"]);
  assert.deepEqual(await proofsOf(campaign.owner), [proof_id]);
});

test("an action that was taken back is shown to nobody", async () => {
  const campaign = await world.funded(100_000);
  const one = await pictured(campaign.zone_ids[0]!);
  const about = { action_id: one.action_id, quest_id: one.quest_id, reason_code: "staged", recorded_at: app.clock.now().toISOString() };
  await app.emit(impactInternal.events.impactReversed, {
    ...about,
    ...{ mission_id: one.mission_id, zone_id: one.zone_id, player_id: randomUUID(), ledger_id: null },
    ...{ xp: 0, tokens: 0, credits_minor: 0, badges: [], tokens_owed: 0 },
  });
  await app.settled();
  assert.deepEqual(await proofsOf(campaign.owner), []);
});

test("pages and filters show each picture once, newest first", async () => {
  const campaign = await world.funded(1_000_000);
  const made = [];
  for (const day of ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"])
    made.push(await pictured(campaign.zone_ids[0]!, { day }));
  const newestFirst = made.map(({ proof_id }) => proof_id).reverse();
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await gallery(campaign.owner, { limit: 2, cursor });
    seen.push(...page.items.map(({ proof_id }) => proof_id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  assert.deepEqual(seen, newestFirst);
  const within = { from: "2026-03-02", to: "2026-03-03" };
  assert.deepEqual(await proofsOf(campaign.owner, within), newestFirst.slice(2, 4));
  assert.deepEqual(await proofsOf(campaign.owner, { mission_id: made[0]!.mission_id }), [made[0]!.proof_id]);
  assert.deepEqual((await proofsOf(campaign.owner, { campaign_id: campaign.id })).length, 5);
  await assert.rejects(gallery(campaign.owner, { from: "2026-03-03", to: "2026-03-02" }), refusedAs("days_reversed"));
});

test("an empty gallery says why it is empty", async () => {
  const founder = await world.organisation();
  assert.equal((await gallery(founder.owner)).empty, "no_campaign");
  const campaign = await world.funded(100_000);
  assert.equal((await gallery(campaign.owner)).empty, "nothing_paid_for");
  await world.awarded(await world.reserve({ zone_id: campaign.zone_ids[0]! }), 10);
  await app.settled();
  assert.equal((await gallery(campaign.owner)).empty, "nobody_allowed");
  await pictured(campaign.zone_ids[0]!);
  assert.equal((await gallery(campaign.owner, { from: "2027-01-01" })).empty, "nothing_matches");
});
