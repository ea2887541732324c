/** Random campaigns, contributions, matches, milestones, quests, corrections, claims and refunds, in any order. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { impactInternal, questInternal } from "@oneheart/contracts/internal";
import { isOperationError } from "@oneheart/kernel";
import { type Random, randomFrom } from "@oneheart/testing";
import { balanceOf, bootSponsors, findings } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const world = await bootSponsors({ after });
const { app, admin } = world;

type Campaign = Awaited<ReturnType<typeof world.campaign>>;
type Quest = Awaited<ReturnType<typeof world.reserve>>;
type Award = Awaited<ReturnType<typeof world.awarded>>;

/** What a run knows of itself, to compare with what the service and the ledger say. */
interface Run {
  random: Random;
  zone_id: string;
  campaigns: Campaign[];
  open: Quest[];
  awards: Award[];
  claimed: Set<string>;
  paid_minor: number;
  refunded_minor: number;
}

/** Whether it was done; false where the service refused with one of these codes. */
async function unless(codes: readonly string[], work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (codes.some((code) => isOperationError(error, code))) return false;
    throw error;
  }
}

const pools = (random: Random) => {
  const local_bps = random.below(10_001);
  const national_bps = random.below(10_001 - local_bps);
  return { local_bps, national_bps, global_bps: 10_000 - local_bps - national_bps };
};

async function begin(random: Random): Promise<Run> {
  const zone_id = randomUUID();
  const conditions = [
    {},
    {},
    { matching: { ratio_bps: 5_000 + random.below(20_000), person_max_minor: 3_000, total_max_minor: 9_000 } },
    {
      milestones: {
        first_bps: 3_000,
        steps: [
          { after_actions: 2, release_bps: 3_000 },
          { after_actions: 5, release_bps: 4_000 },
        ],
      },
    },
  ];
  const campaigns: Campaign[] = [];
  for (const condition of conditions) {
    const rate = { tokens: 1 + random.below(3), minor: 50 + random.below(300) };
    campaigns.push(await world.campaign({ zone_ids: [zone_id], budget_minor: 60_000, rate, pools: pools(random), ...condition }));
  }
  return { random, zone_id, campaigns, open: [], awards: [], claimed: new Set(), paid_minor: 0, refunded_minor: 0 };
}

function own(run: Run): Promise<void> {
  return give(run, (id, key, amount_minor) => {
    const { owner } = run.campaigns.find((one) => one.id === id)!;
    return app.call(operations.contribute, { id, amount_minor, method: "transfer" }, { as: owner, idempotencyKey: key });
  });
}

function support(run: Run): Promise<void> {
  return give(run, (id, key, amount_minor) =>
    app.call(operations.support, { id, amount_minor, method: "transfer" }, { as: app.player(), idempotencyKey: key }),
  );
}

/** Some quests begin at one moment. */
async function start(run: Run): Promise<void> {
  const base_tokens = 1 + run.random.below(15);
  const quests = Array.from({ length: 1 + run.random.below(5) }, () => world.reserve({ zone_id: run.zone_id, base_tokens }));
  run.open.push(...(await Promise.all(quests)).filter(({ outcome }) => outcome === "reserved"));
}

const steps: Array<(run: Run) => Promise<unknown>> = [
  own,
  support,
  start,
  award,
  award,
  async (run) => {
    const [quest] = takeOne(run.random, run.open);
    if (quest === undefined) return;
    await app.emit(questInternal.events.questDropped, { quest_id: quest.quest_id, mission_id: quest.mission_id });
    await app.settled();
  },
  async (run) => {
    if (run.awards.length === 0) return;
    const { action_id, quest_id } = run.random.pick(run.awards);
    const about = { action_id, quest_id, reason_code: "staged", recorded_at: app.clock.now().toISOString(), ledger_id: null };
    const ids = { mission_id: randomUUID(), zone_id: randomUUID(), player_id: randomUUID() };
    const amounts = { xp: 0, tokens: 0, credits_minor: 0, badges: [], tokens_owed: 0 };
    const event = run.random.below(2) === 0 ? impactInternal.events.impactReversed : impactInternal.events.impactReinstated;
    await app.emit(event as typeof impactInternal.events.impactReversed, { ...about, ...ids, ...amounts });
    await app.settled();
  },
  claim,
  async (run) => {
    if (run.random.below(8) > 0) return;
    const { id, owner } = run.random.pick(run.campaigns);
    await unless(["campaign_ended"], () => app.call(operations.endCampaign, { id }, { as: owner }));
  },
  (run) => refund(run, run.random.pick(run.campaigns)),
];

async function give(run: Run, ask: (id: string, key: string, amount_minor: number) => Promise<{ id: string }>): Promise<void> {
  const amount_minor = 1 + run.random.below(8_000);
  const { id } = run.random.pick(run.campaigns);
  await unless(["over_budget", "campaign_ended"], async () => {
    const given = await ask(id, randomUUID(), amount_minor);
    await app.call(operations.confirmContribution, { id: given.id }, { as: admin });
    run.paid_minor += amount_minor;
  });
}

async function award(run: Run): Promise<void> {
  const [quest] = takeOne(run.random, run.open);
  if (quest === undefined) return;
  const [cover] = (await world.cover([quest.quest_id])).items;
  if (cover === undefined) return;
  run.awards.push(await world.awarded(quest, run.random.below((cover.tokens ?? 0) + 1), { people_reached: run.random.below(4) }));
  await app.settled();
}

async function claim(run: Run): Promise<void> {
  if (run.awards.length === 0) return;
  const { action_id } = run.random.pick(run.awards);
  const { id, owner } = run.random.pick(run.campaigns);
  const name = `${id} ${action_id}`;
  const isDone = await unless(["action_not_attributed", "already_claimed"], () =>
    app.call(operations.claimActions, { id, purpose: "Report", action_ids: [action_id] }, { as: owner, idempotencyKey: randomUUID() }),
  );
  assert.ok(!(isDone && run.claimed.has(name)), "a claim is final");
  if (isDone) run.claimed.add(name);
}

/** What an ended campaign gets back is exactly what is left and not reserved. */
async function refund(run: Run, campaign: Campaign): Promise<void> {
  const { funded_minor, spent_minor, refunded_minor, reserved_minor, match_minor } = await world.funds(campaign);
  const left = funded_minor - spent_minor - refunded_minor - reserved_minor + match_minor;
  await unless(["campaign_not_ended", "nothing_to_refund"], async () => {
    const options = { as: campaign.owner, idempotencyKey: randomUUID() };
    const { amount_minor } = await app.call(operations.refundCampaign, { id: campaign.id }, options);
    assert.equal(amount_minor, left);
    run.refunded_minor += amount_minor;
  });
}

function takeOne<T>(random: Random, list: T[]): T[] {
  return list.length === 0 ? [] : list.splice(random.below(list.length), 1);
}

/** Of each kind of account what it holds now, less what it held when the run began. */
type Totals = Record<"issuance" | "burned" | "pools", bigint>;
async function totals(): Promise<Totals> {
  const held = (kind: string) => balanceOf(app, kind, null);
  const pooled = (await held("pool_local")) + (await held("pool_national")) + (await held("pool_global"));
  return { issuance: await held("issuance"), burned: await held("burned"), pools: pooled };
}

async function check(run: Run, before: Totals): Promise<void> {
  let [escrowed, spent] = [0n, 0];
  for (const campaign of run.campaigns) {
    const funds = await world.funds(campaign);
    for (const [name, amount] of Object.entries(funds)) assert.ok(amount >= 0, `${name} is ${amount}`);
    assert.ok(funds.spent_minor + funds.reserved_minor <= funds.funded_minor, "never over what came in");
    const [escrow, match] = [await balanceOf(app, "escrow", campaign.id), await balanceOf(app, "escrow", `match:${campaign.id}`)];
    assert.equal(match, BigInt(funds.match_minor));
    assert.ok(escrow >= BigInt(funds.reserved_minor), "what is reserved is there");
    escrowed += escrow + match;
    spent += funds.spent_minor;
  }
  const now = await totals();
  assert.equal(before.issuance - now.issuance, BigInt(run.paid_minor), "what came in is what was given");
  assert.equal(now.burned - before.burned, BigInt(run.refunded_minor), "what went out is what was refunded");
  assert.equal(now.pools - before.pools, BigInt(spent), "the pools have what was spent");
  assert.equal(escrowed, BigInt(run.paid_minor - run.refunded_minor - spent), "and the rest waits in escrow");
}

for (const seed of [1, 2, 3, 4]) {
  test(`money is conserved, parts come to the whole, nothing is overdrawn, refunds are exact and claims final (run ${seed})`, async () => {
    const random = randomFrom(seed);
    const before = await totals();
    const run = await begin(random);
    for (const step of [own, own, own, start]) await step(run);
    for (let step = 0; step < 60; step += 1) {
      await random.pick(steps)(run);
      if (step % 15 === 14) await check(run, before);
    }
    assert.ok(run.awards.length > 0 && run.paid_minor > 0, "the run did something");
    for (const { ledger_id } of run.awards) {
      const { shares, programme_parts } = await app.call(operations.actionCover, { ledger_id }, { as: admin });
      assert.equal(
        shares.reduce((sum, { parts }) => sum + parts, programme_parts),
        WHOLE_PARTS,
      );
    }
    for (const { quest_id, mission_id } of run.open) await app.emit(questInternal.events.questDropped, { quest_id, mission_id });
    await app.settled();
    for (const campaign of run.campaigns) {
      await unless(["campaign_ended"], () => app.call(operations.endCampaign, { id: campaign.id }, { as: campaign.owner }));
      await refund(run, campaign);
      const { reserved_minor, match_minor } = await world.funds(campaign);
      assert.deepEqual([reserved_minor, match_minor, await balanceOf(app, "escrow", campaign.id)], [0, 0, 0n]);
    }
    await check(run, before);
    assert.deepEqual(await findings(app), []);
  });
}
