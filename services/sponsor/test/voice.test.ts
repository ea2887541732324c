import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { type Drill, sponsorContract } from "@oneheart/contracts";
import { bootSponsors, findings, nobody } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const world = await bootSponsors({ after });
const { app, admin } = world;
const anyone = { as: "anyone" } as const;
const wants = ["more", "more", "enough", "else"] as const;

/** A mission that a campaign paid for, and links for people whom it is for. */
async function asked(count: number) {
  const campaign = await world.funded(100_000);
  const quest = await world.reserve({ zone_id: campaign.zone_ids[0]!, mission_id: randomUUID() });
  await world.awarded(quest, 8);
  await app.settled();
  const { mission_id } = quest;
  const links = await handOut(mission_id, count);
  const panel = () => app.call(operations.sponsorPanel, { organisation_id: campaign.organisation_id }, { as: campaign.owner });
  const voice = async () => (await panel()).voice[0]!;
  return { campaign, mission_id, links, voice };
}

async function handOut(mission_id: string, count: number) {
  const { items } = await app.call(operations.handOutVoiceLinks, { mission_id, count }, { as: admin });
  return items.map(({ url }) => new URL(url).searchParams.get("link")!);
}

const answer = (link: string, helped = 4, wanted: (typeof wants)[number] = "more") =>
  app.call(operations.answerVoice, { link, helped, wanted }, anyone);

test("answers are told from ten on, with how many of those who were asked answered, and then in steps of five", async () => {
  const { links, voice, campaign, mission_id } = await asked(40);
  const toldAt: Array<[answered: number, told: number]> = [];
  for (const [index, link] of links.slice(0, 21).entries()) {
    const before = (await voice()).answers.value;
    await answer(link, 1 + (index % 5), wants[index % 4]);
    const { answers } = await voice();
    if (answers.value !== before) toldAt.push([index + 1, answers.value!]);
  }
  assert.deepEqual(toldAt, [
    [10, 10],
    [15, 15],
    [20, 20],
  ]);
  const { answers, response_bps, cells, handed_out } = await voice();
  assert.deepEqual([answers.value, response_bps, handed_out], [20, 5_000, 40]);
  assert.equal(
    cells.reduce((sum, { amount }) => sum + amount, 0),
    20,
  );
  const { query } = answers.drill as Drill & { query: { mission_id: string; told: number } };
  const { items, sum } = await app.call(operations.voiceCells, query, { as: campaign.owner });
  assert.deepEqual([items, sum, items.length], [cells, 20, answers.basis.count]);
  await assert.rejects(app.call(operations.voiceCells, { ...query, told: 15 }, { as: campaign.owner }), { code: "figure_too_old" });
  await assert.rejects(app.call(operations.voiceCells, { ...query, told: 21 }, { as: campaign.owner }), { code: "figure_not_counted_yet" });
  const stranger = await world.funded(10_000);
  await assert.rejects(app.call(operations.voiceCells, query, { as: stranger.owner }), { code: "mission_not_found" });
  assert.equal((await app.call(operations.voiceCells, { mission_id, told: 20 }, { as: admin })).sum, 20);
  assert.deepEqual(await findings(app), []);
});

test("of fewer than ten nothing is told, on no surface", async () => {
  const { links, voice, campaign } = await asked(12);
  for (const link of links.slice(0, 9)) await answer(link, 2, "else");
  const { answers, response_bps, cells } = await voice();
  assert.deepEqual(
    [answers.value, answers.withheld, answers.drill, answers.basis.count, response_bps, cells],
    [null, "too_few_people", null, null, null, []],
  );
  const report = await app.call(operations.makeReport, {}, { as: campaign.owner });
  assert.ok(report.id);
});

test("a link is for one answer, also when it is sent many times at once", async () => {
  const { links, voice } = await asked(11);
  const [first, ...others] = links as [string, ...string[]];
  assert.deepEqual(await app.call(operations.voiceQuestion, { link: first }, anyone), { title: "Pick up litter", is_answered: false });
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => answer(first)));
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal((await app.call(operations.voiceQuestion, { link: first }, anyone)).is_answered, true);
  await assert.rejects(answer(first), { code: "voice_answered" });
  await Promise.all(others.map((link) => answer(link)));
  // Eleven answered; the eleventh alone is not told.
  assert.equal((await voice()).answers.value, 10);
  assert.deepEqual(await findings(app), []);
});

test("bad input is refused under its own code", async () => {
  const unknown = "A".repeat(22);
  await assert.rejects(app.call(operations.voiceQuestion, { link: unknown }, anyone), { code: "voice_link_unknown" });
  await assert.rejects(answer(unknown), { code: "voice_link_unknown" });
  await assert.rejects(answer("short"), { code: "invalid_input" });
  await assert.rejects(answer(unknown, 6), { code: "invalid_input" });
  const links = (mission_id: string, as: typeof admin) => app.call(operations.handOutVoiceLinks, { mission_id, count: 1 }, { as });
  await assert.rejects(links(nobody, admin), { code: "mission_not_found" });
  await assert.rejects(links(randomUUID(), app.user("sponsor")), { code: "forbidden" });
});
