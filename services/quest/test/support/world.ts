import { randomUUID } from "node:crypto";
import { type CallInput, mapContract, type ProofStatus, questContract } from "@oneheart/contracts";
import { impactInternal, mapInternal, playerInternal, proofInternal, verificationInternal } from "@oneheart/contracts/internal";
import { type Principal, type ServiceDefinition, userPrincipal } from "@oneheart/kernel";
import { bootServices, didOf, noSponsors, plainPlayer, plainZone, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { expireQuests } from "../../src/jobs/expire-quests.ts";
import { questService } from "../../src/service.ts";

const { operations } = questContract;
type Role = "player" | "reviewer" | "admin" | "sponsor" | "government";
type MissionInput = CallInput<typeof operations.createMission>;
export type World = Awaited<ReturnType<typeof bootWorld>>;

export const nobody = "0190b0a0-0000-7000-8000-000000000000";
export const hostileText = 'ปลูกต้นไม้ 🌳👩‍🌾 <img src=x onerror=alert(1)> \'; DROP TABLE missions; -- \\ "quotes" %s';

/** Badges whose names nobody would choose. */
export const strangeBadges = ["ครู 🎓", 'it\'s, "quoted" {braces}'];

/** What a hand-in reports beside its proofs. */
export const report = { duration_minutes: 45, beneficiaries_count: 3 };
/** What counts of it: tests hand in at once. */
export const counted = { ...report, duration_minutes: 1 };

interface KnownProof {
  proof_id: string;
  quest_id: string;
  player_id: string;
  captured_at: string;
  received_at: string;
  status?: ProofStatus;
}

/** How long it lives: a test, or with `{ after }` a whole file whose tests keep to their own players and missions. */
interface Until {
  after(stop: () => Promise<void>): void;
}

interface Options {
  clock?: string;
  /** The real map instead of a stand-in. */
  map?: ServiceDefinition;
  /** By default there are none, and nothing is limited. */
  sponsors?: readonly ServiceDefinition[];
}

/** The quest service with neighbours that the test controls: players, proofs and, unless it is given, the map. */
export async function bootWorld(until: Until, { clock, map, sponsors = noSponsors }: Options = {}) {
  const players = new Map<string, { id: string; user_did: string; level: number; badges: string[] }>();
  const proofs = new Map<string, KnownProof>();
  const zones = new Map<string, ReturnType<typeof plainZone>>();
  const badges = ["mentor", "eco_warrior", "pioneer", ...strangeBadges];
  const app = await bootServices([questService, ...(map ? [map] : [])], {
    clock,
    stubs: [
      stub(playerInternal.operations.findPlayers, ({ ids }) => ({ items: ids.flatMap((id) => playerFacts(players.get(id))) })),
      stub(proofInternal.operations.findProofs, ({ ids }) => ({ items: ids.flatMap((id) => proofFacts(proofs.get(id))) })),
      stub(proofInternal.operations.proofsOfQuests, ({ quest_ids }) => ({
        items: [...proofs.values()].filter(({ quest_id }) => quest_ids.includes(quest_id)).flatMap(proofFacts),
      })),
      stub(impactInternal.operations.badgeTypes, () => ({ items: badges })),
      ...sponsors,
      ...(map ? [] : mapStubs(zones)),
    ],
  });
  until.after(() => app.stop());
  const admin = app.user("admin");
  // Tests hand in at once, unless they are about that.
  await app.call(operations.setQuestPolicy, { min_time_bps: 0, min_minutes: 0 }, { as: admin });

  return {
    app,
    admin,
    players,
    proofs,
    zones,
    async player({ level = 1, badges = [] as string[], role = "player" as Role } = {}): Promise<Principal> {
      const id = randomUUID();
      const user_did = didOf(id);
      players.set(id, { id, user_did, level, badges });
      await insertPlayer(app, id, user_did);
      return userPrincipal({ playerId: id, did: user_did, role, sessionId: randomUUID() });
    },
    zone(over: { time_zone?: string; is_active?: boolean } = {}): string {
      const zone = plainZone(over);
      zones.set(zone.id, zone);
      return zone.id;
    },
    /** A mission; in a zone of its own unless it is given. */
    async mission(over: Partial<MissionInput> = {}) {
      return app.call(operations.createMission, missionInput({ zone_id: over.zone_id ?? this.zone(), ...over }), { as: admin });
    },
    start: (mission: { id: string }, as: Principal, idempotencyKey?: string) =>
      app.call(operations.startQuest, { id: mission.id }, { as, idempotencyKey }),
    /** A proof of a quest, as if it had been sent. */
    proof(quest: { quest_id: string | null }, owner: Principal, captured_at = app.clock.now()): string {
      const proof_id = randomUUID();
      const times = { captured_at: captured_at.toISOString(), received_at: app.clock.now().toISOString() };
      proofs.set(proof_id, { proof_id, quest_id: quest.quest_id!, player_id: owner.playerId, ...times });
      return proof_id;
    },
    complete: (
      quest: { quest_id: string | null },
      as: Principal,
      proof_ids: string[],
      idempotencyKey?: string,
      over: Partial<typeof report> = {},
    ) => app.call(operations.completeQuest, { id: quest.quest_id!, proof_ids, ...report, ...over }, { as, idempotencyKey }),
    /** Starts a quest and hands it in with one proof. */
    async submitted(mission: { id: string }, as: Principal) {
      const quest = await this.start(mission, as);
      return this.complete(quest, as, [this.proof(quest, as)]);
    },
    async paid(quest: { quest_id: string | null; mission_id: string; zone_id: string }, over: ImpactOver = {}) {
      await app.emit(impactInternal.events.impactRecorded, impactOf(quest, app.clock.now().toISOString(), over));
      await app.settled();
    },
    async rejected(quest: { quest_id: string | null; mission_id: string; zone_id: string }, reason_code = "duplicate_media") {
      await app.emit(verificationInternal.events.actionRejected, rejectionOf(quest, reason_code));
      await app.settled();
    },
    /** Starts, hands in and is paid. */
    async done(mission: { id: string }, as: Principal) {
      const quest = await this.submitted(mission, as);
      await this.paid(quest, { player_id: as.playerId });
      return quest;
    },
    quest: (quest: { quest_id: string | null }, as: Principal) => app.call(operations.getQuest, { id: quest.quest_id! }, { as }),
    history: async (quest: { quest_id: string | null }, as: Principal) =>
      (await app.call(operations.questHistory, { id: quest.quest_id! }, { as })).items.map((item) => item.event),
    /** What was told of one quest. */
    eventsOf: (type: string, quest: { quest_id: string | null }) => app.eventsOf(type).filter((event) => event.quest_id === quest.quest_id),
    /** Runs the scheduled job that marks quests whose time is up. */
    expireNow: () => expireQuests.run(app.kernel.context("quest")),
    list: (as: Principal, input: CallInput<typeof operations.listQuests> = {}) => app.call(operations.listQuests, input, { as }),
  };
}

/** A daily mission; fields that matter to the test go over it. */
export function missionInput(over: Partial<MissionInput> & { zone_id: string }): MissionInput {
  return {
    mission_type: "cleanup",
    quest_type: "daily",
    title: "Clean the canal",
    base_xp: 50,
    base_tokens: 5,
    difficulty_level: 3,
    allow_duplicate: true,
    ...over,
  };
}

interface ImpactOver {
  xp?: number;
  tokens?: number;
  player_id?: string;
}

/** What the impact engine tells of a paid quest. */
export function impactOf(
  quest: { quest_id: string | null; mission_id: string; zone_id: string },
  recorded_at: string,
  { xp = 60, tokens = 6, player_id = randomUUID() }: ImpactOver = {},
) {
  return {
    ledger_id: randomUUID(),
    action_id: randomUUID(),
    quest_id: quest.quest_id!,
    mission_id: quest.mission_id,
    zone_id: quest.zone_id,
    player_id,
    xp,
    tokens,
    credits_minor: 100,
    badges: [],
    level_before: 1,
    level_after: 1,
    streak_days: 1,
    action_day: recorded_at.slice(0, 10),
    recorded_at,
  };
}

function rejectionOf(quest: { quest_id: string | null; mission_id: string; zone_id: string }, reason_code: string) {
  return {
    action_id: randomUUID(),
    quest_id: quest.quest_id!,
    mission_id: quest.mission_id,
    zone_id: quest.zone_id,
    player_id: randomUUID(),
    proof_ids: [],
    authenticity_score: 0,
    ...report,
    reason_code,
  };
}

async function insertPlayer(app: TestApp, id: string, user_did: string): Promise<void> {
  await sql`
    INSERT INTO players (id, user_did, username, email_sealed, email_hash, created_at, updated_at)
    VALUES (${id}, ${user_did}, ${`player_${id}`}, 'sealed', ${id}, now(), now())`.execute(app.db);
}

function mapStubs(zones: Map<string, ReturnType<typeof plainZone>>): ServiceDefinition[] {
  return [
    stub(mapContract.operations.getZone, ({ id }, ctx) => zones.get(id.toLowerCase()) ?? ctx.fail("zone_not_found")),
    stub(mapInternal.operations.findZones, ({ ids }) => ({ items: ids.flatMap((id) => zones.get(id) ?? []) })),
    stub(mapInternal.operations.zonesNear, ({ limit }) => ({ items: [...zones.values()].slice(0, limit) })),
  ];
}

function playerFacts(known: { id: string; user_did: string; level: number; badges: string[] } | undefined) {
  return known === undefined ? [] : [plainPlayer(known)];
}

function proofFacts(known: KnownProof | undefined) {
  if (known === undefined) return [];
  return [
    {
      ...known,
      action_id: randomUUID(),
      media_type: "image/jpeg" as const,
      media_hash: `sha256:${"0".repeat(64)}`,
      size_bytes: 1,
      storage_path: "evidence/x",
      lat: 13.73,
      lng: 100.52,
      accuracy_m: null,
      nonce: null,
      mock_location: false,
    },
  ];
}
