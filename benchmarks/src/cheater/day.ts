import { randomUUID } from "node:crypto";
import { type CallInput, identityContract, mapContract, questContract, tokenContract } from "@oneheart/contracts";
import { proofInternal, verificationInternal } from "@oneheart/contracts/internal";
import { isOperationError, type Principal } from "@oneheart/kernel";
import { bootServices, realService, stub, type TestApp } from "@oneheart/testing";

/** An account, and the session that it acts in. */
export interface Account {
  id: string;
  as: Principal;
}

/** A simulated day after another, each with a limit of its own. */
export interface Days {
  newAccounts(count: number, addressOf: (index: number) => string): Promise<Account[]>;
  /** One quest a day on so many days. */
  helpOnDays(accounts: readonly Account[], days: number): Promise<void>;
  /** Quest after quest in the time that they take; answers what each account earned. */
  workHonestly(accounts: readonly Account[], hours: number): Promise<number[]>;
  /** Quest after quest at the earliest moment, until the day is over or pays nothing any more; answers what each account earned. */
  cheat(accounts: readonly Account[]): Promise<number[]>;
  /** Everybody sends the first all that they can; answers what it holds then. */
  gather(accounts: readonly Account[]): Promise<number>;
  stop(): Promise<void>;
}

interface Proof {
  proof_id: string;
  quest_id: string;
  player_id: string;
  action_id: string;
  at: string;
}

const { startQuest, completeQuest, createMission } = questContract.operations;
const { getBalance, transferTokens } = tokenContract.operations;
const bangkok = { lat: 13.7314, lng: 100.5414 };
const hour_min = 60;
const morning = "T01:00:00.000Z";
const mission = { mission_type: "clean_up", quest_type: "community" as const, community_goal: 1_000_000, difficulty_level: 2 };
/** As in the demonstration programme: an hour of reading aloud, half an hour at the plaques. */
const missions = [
  { ...mission, title: "Read aloud", base_xp: 80, base_tokens: 8, expected_minutes: 60 },
  { ...mission, title: "Every plaque legible", base_xp: 70, base_tokens: 7, expected_minutes: 30 },
];

/** Boots the services that a reward passes through, with the limits that a new installation has. Evidence is believed. */
export async function openDay(): Promise<Days> {
  const proofs = new Map<string, Proof>();
  const names = ["identity", "player", "map", "quest", "impact", "token", "sponsor"];
  const app = await bootServices(await Promise.all(names.map(realService)), {
    clock: `2026-03-01${morning}`,
    stubs: evidenceStubs(proofs),
  });
  await app.owner.schema.alterTable("impact_awards").dropConstraint("impact_awards_action_id_fkey").execute();
  const missionIds = await createProgramme(app);
  const world = { app, proofs, missionIds };
  return {
    newAccounts: (count, addressOf) => Promise.all(Array.from({ length: count }, (_, index) => register(app, addressOf(index)))),
    async helpOnDays(accounts, days) {
      for (let day = 0; day < days; day += 1) {
        nextMorning(app);
        await round(world, accounts, { mission: 0, minutes: 60, report: { duration_minutes: 60, beneficiaries_count: 0 } });
      }
    },
    async workHonestly(accounts, hours) {
      nextMorning(app);
      return earnedBy(world, accounts, async () => {
        for (let hour = 0; hour < hours; hour += 1)
          await round(world, accounts, { mission: 0, minutes: 60, report: { duration_minutes: 60, beneficiaries_count: 0 } });
      });
    },
    async cheat(accounts) {
      nextMorning(app);
      return earnedBy(world, accounts, () => cheatAllDay(world, accounts));
    },
    async gather(accounts) {
      const [first, ...others] = accounts;
      for (const other of others) await sendAll(app, other, first!);
      return (await app.call(getBalance, {}, { as: first!.as })).heart_tokens;
    },
    stop: () => app.stop(),
  };
}

interface World {
  app: TestApp;
  proofs: Map<string, Proof>;
  missionIds: string[];
}

interface Round {
  mission: number;
  /** How long after its start each quest is handed in. */
  minutes: number;
  report: Pick<CallInput<typeof completeQuest>, "duration_minutes" | "beneficiaries_count">;
}

/** Hands in as soon as it is allowed, on one mission after the other, while anything is paid. */
async function cheatAllDay(world: World, accounts: readonly Account[]): Promise<void> {
  const lies = { duration_minutes: 1_440, beneficiaries_count: 100_000 };
  const earliest_min = missions.map(({ expected_minutes }) => Math.ceil(expected_minutes * 0.2));
  let before = -1;
  // Seventeen hours are left of the zone's day.
  for (let minutes = 0, turn = 0; minutes < 16 * hour_min; turn += 1) {
    const which = turn % missions.length;
    await round(world, accounts, { mission: which, minutes: earliest_min[which]!, report: lies });
    minutes += earliest_min[which]!;
    const after = (await balances(world, accounts)).reduce((sum, amount) => sum + amount, 0);
    if (which === 0 && after === before) return;
    if (which === 0) before = after;
  }
}

/** All accounts do one quest at the same time, and are paid. */
async function round({ app, proofs, missionIds }: World, accounts: readonly Account[], { mission, minutes, report }: Round): Promise<void> {
  const quests = await Promise.all(accounts.map(({ as }) => app.call(startQuest, { id: missionIds[mission]! }, { as })));
  app.clock.advance({ minutes });
  for (const [index, { id, as }] of accounts.entries()) {
    const quest_id = quests[index]!.quest_id!;
    const proof = { proof_id: randomUUID(), quest_id, player_id: id, action_id: randomUUID(), at: app.clock.now().toISOString() };
    proofs.set(proof.proof_id, proof);
    const { mission_id, zone_id, time } = await app.call(completeQuest, { id: quest_id, proof_ids: [proof.proof_id], ...report }, { as });
    await app.emit(verificationInternal.events.actionVerified, {
      ...{ action_id: proof.action_id, quest_id, mission_id, zone_id, player_id: id, proof_ids: [proof.proof_id], authenticity_score: 95 },
      ...{ duration_minutes: time!.counted_minutes, beneficiaries_count: report.beneficiaries_count },
    });
  }
  await app.settled();
}

async function earnedBy(world: World, accounts: readonly Account[], work: () => Promise<void>): Promise<number[]> {
  const before = await balances(world, accounts);
  await work();
  const after = await balances(world, accounts);
  return after.map((amount, index) => amount - before[index]!);
}

async function balances({ app }: World, accounts: readonly Account[]): Promise<number[]> {
  return Promise.all(accounts.map(async ({ as }) => (await app.call(getBalance, {}, { as })).heart_tokens));
}

/** Tries half after each refusal. */
async function sendAll(app: TestApp, from: Account, to: Account): Promise<void> {
  let amount = (await app.call(getBalance, {}, { as: from.as })).heart_tokens;
  while (amount > 0) {
    try {
      await app.call(transferTokens, { to: to.id, amount }, { as: from.as, idempotencyKey: randomUUID() });
    } catch (error) {
      if (!isOperationError(error, "transfer_limit_reached", "insufficient_funds")) throw error;
      amount = Math.floor(amount / 2);
    }
  }
}

async function register(app: TestApp, ip: string): Promise<Account> {
  const name = `player_${randomUUID().slice(0, 8)}`;
  const input = { username: name, email: `${name}@example.org`, password: "a walk through the old town" };
  const player = await app.call(identityContract.operations.createAccount, { ...input, role: "player" }, { as: "system", ip });
  return { id: player.id, as: app.player(player.id) };
}

async function createProgramme(app: TestApp): Promise<string[]> {
  const as = app.user("admin");
  const place = { location_lat: bangkok.lat, location_lng: bangkok.lng, radius_km: 2 };
  const zone = await app.call(mapContract.operations.createZone, { zone_type: "urban", name: "Lumpini Park", ...place }, { as });
  const created = [];
  for (const one of missions) created.push(await app.call(createMission, { zone_id: zone.id, ...one }, { as }));
  return created.map(({ id }) => id);
}

/** To the next morning of the zone, so that every scene has a day of its own. */
function nextMorning(app: TestApp): void {
  const tomorrow = new Date(app.clock.now().getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
  app.clock.set(`${tomorrow}${morning}`);
}

/** The evidence of the simulation: a file that somebody sent the moment it was captured. */
function evidenceStubs(proofs: ReadonlyMap<string, Proof>) {
  const file = { media_type: "image/jpeg" as const, media_hash: `sha256:${"0".repeat(64)}`, size_bytes: 1, storage_path: "evidence/x" };
  const circumstances = { ...bangkok, accuracy_m: null, nonce: null, mock_location: false };
  return [
    stub(proofInternal.operations.findProofs, ({ ids }) => ({
      items: ids.flatMap((id) => {
        const proof = proofs.get(id);
        if (proof === undefined) return [];
        const { at, ...owned } = proof;
        return [{ ...owned, ...file, ...circumstances, captured_at: at, received_at: at }];
      }),
    })),
  ];
}
