import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { type CallInput, impactContract, mapContract, type Output, proofContract } from "@oneheart/contracts";
import { identityInternal, playerInternal, type QuestFacts, questInternal, socialInternal } from "@oneheart/contracts/internal";
import { commonError, OperationError, type Principal } from "@oneheart/kernel";
import { bootServices, insertQuest, newQuest, plainPlayer, plainZone, realService, stamp, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import type { AccountFacts } from "../../src/assessment/rules/facts.ts";
import { verificationService } from "../../src/service.ts";
import { here } from "./facts.ts";

type Facts = ReturnType<typeof QuestFacts.parse>;
type Account = Output<typeof identityInternal.operations.accountTraces>["items"][number];
type Witness = Output<typeof socialInternal.operations.witnessesOf>["items"][number];
type Edge = Output<typeof socialInternal.operations.witnessEdges>["items"][number];
type Sent = CallInput<typeof proofContract.operations.submitProof>;
export interface Quest {
  facts: Facts;
  player: Principal;
}

/** Verification beside the real proof service; quests and zones are stood in for. */
export interface World {
  app: TestApp;
  quest(change?: Partial<Facts>): Promise<Quest>;
  /**
   * Sends a photograph as the app does: with the quest's nonce, from inside the zone, now, and with both in its EXIF. One that is sent
   * without the nonce, or that has EXIF, goes as it is. Answers its id.
   */
  submit(quest: Quest, media: Buffer, more?: Partial<Sent>): Promise<string>;
  handIn(quest: Quest, proof_ids: string[]): Promise<void>;
  /** Holds every analysis back until the answer is called. */
  holdAnalysis(): () => void;
  /** Makes so many analyses fail before they can begin. */
  failAnalyses(count: number): void;
  /** When a player's account was made, and with which devices and addresses it was seen. */
  account(player_id: string, about: Partial<Account>): void;
  /** Has a witness say something of a proof. */
  witness(proof_id: string, about?: Partial<Witness>): Promise<void>;
  /** What actions pay: what their missions name, unless told otherwise. */
  pays(award: Award): void;
  /** Who confirmed whom, for the analysis of rings. */
  edges: Edge[];
  /** What is known of a proof, as the proof service is told. */
  assessment(proof_id: string): Promise<AssessmentRow>;
  /** The actions that were verified and rejected, of one quest. */
  decisions(quest: Quest): { verified: Array<Record<string, unknown>>; rejected: Array<Record<string, unknown>> };
}
type Award = (asked: CallInput<typeof impactContract.operations.calculateImpact>) => number;
interface AssessmentRow {
  status: string;
  score: number;
  hard: boolean;
  flags: string[];
  facts: { account?: AccountFacts } & Record<string, unknown>;
  rule_version: string;
  signals: Array<{ code: string; value: unknown; weight: number; status: string; explanation: unknown }>;
  decision: { reason_code: string; decided_by: string; reviewer_id: string | null; note: string | null };
}

/** A zone that the map does not know. */
export const unknownZone = "00000000-0000-4000-8000-000000000000";

export async function openWorld(clock?: string): Promise<World> {
  let award: Award = ({ base_tokens }) => base_tokens;
  const quests = new Map<string, Facts>();
  const accounts = new Map<string, Partial<Account>>();
  const witnesses: Witness[] = [];
  const edges: Edge[] = [];
  let gate = Promise.resolve();
  let failures = 0;
  const saved = new Map<Buffer, Buffer>();
  const asTheAppSaves = (media: Buffer, at: Parameters<typeof stamp>[1]): Buffer => {
    if (!isPlainJpeg(media)) return media;
    const file = saved.get(media) ?? stamp(media, at);
    saved.set(media, file);
    return file;
  };
  const nonceIssued = stub(questInternal.operations.nonceIssued, async ({ nonce }) => ({
    issued: [...quests.values()].some((quest) => quest.nonce === nonce),
  }));
  const questFacts = stub(questInternal.operations.questFacts, async ({ id }, ctx) => {
    if (ctx.principal.role === "system") {
      await gate;
      failures -= 1;
      if (failures >= 0) throw commonError("unavailable");
    }
    return quests.get(id) ?? refuse("quest_not_found");
  });
  const findQuests = stub(questInternal.operations.findQuests, ({ ids }) => ({ items: ids.flatMap((id) => quests.get(id) ?? []) }));
  const accountTraces = stub(identityInternal.operations.accountTraces, async ({ ids }) => ({
    items: ids.map((id) => ({ id, created_at: "2026-01-01T00:00:00.000Z", traces: [], ...accounts.get(id) })),
    here: [],
  }));
  const witnessesOf = stub(socialInternal.operations.witnessesOf, async ({ proof_ids }) => ({
    items: witnesses.filter(({ proof_id }) => proof_ids.includes(proof_id)),
  }));
  const witnessEdges = stub(socialInternal.operations.witnessEdges, async ({ cursor = "0", limit }) => {
    const end = Number(cursor) + limit;
    return { items: edges.slice(Number(cursor), end), next_cursor: end < edges.length ? String(end) : null };
  });
  const getZone = stub(mapContract.operations.getZone, ({ id }) => (id === unknownZone ? refuse("zone_not_found") : arezzo(id)));
  const calculateImpact = stub(impactContract.operations.calculateImpact, (asked) => ({
    ...{ rule_set: "plain", base_xp: asked.base_xp, base_tokens: asked.base_tokens, factors: [], total_bps: 10_000, badges: [] },
    ...{
      xp: asked.base_xp,
      tokens: award(asked),
      credits_minor: 40 * asked.base_xp + 50 * Math.min(asked.beneficiaries_count ?? 0, 1_000),
      fund_allocation: { local: 0, national: 0, global: 0 },
    },
  }));
  const findPlayers = stub(playerInternal.operations.findPlayers, ({ ids }) => ({ items: ids.map((id) => plainPlayer({ id })) }));
  const app = await bootServices([await realService("proof"), verificationService], {
    stubs: [calculateImpact, findPlayers, questFacts, findQuests, nonceIssued, accountTraces, witnessesOf, witnessEdges, getZone],
    clock,
  });
  // Nothing by chance: a test says when it wants a second opinion, an audit or a known case.
  await sql`UPDATE review_policy SET second_opinion_bps = 0, audit_bps = 0, new_account_audit_bps = 0, known_bps = 0`.execute(app.db);

  return {
    app,
    async quest(change = {}) {
      const player = app.player(change.player_id);
      const facts: Facts = { ...newQuest(app, player.playerId), ...change };
      await insertQuest(app, facts);
      quests.set(facts.quest_id, facts);
      return { facts, player };
    },
    async submit({ facts, player }, media, more = {}) {
      const sent = { captured_at: app.clock.now().toISOString(), ...here, accuracy_m: 8, nonce: facts.nonce, ...more };
      const bytes =
        sent.nonce === undefined ? media : asTheAppSaves(media, { moment: new Date(sent.captured_at), lat: sent.lat, lng: sent.lng });
      const file = { filename: "photo.jpg", stream: Readable.from([bytes], { objectMode: false }) };
      const receipt = await app.call(proofContract.operations.submitProof, { quest_id: facts.quest_id, ...sent }, { as: player, file });
      return receipt.proof_id;
    },
    handIn({ facts }, proof_ids) {
      const { quest_id, mission_id, zone_id, player_id } = facts;
      quests.set(quest_id, { ...facts, hand_in_until: null });
      const said = { duration_minutes: 45, beneficiaries_count: 3 };
      return app.emit(questInternal.events.questSubmitted, { quest_id, mission_id, zone_id, player_id, proof_ids, ...said });
    },
    holdAnalysis() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    pays(change) {
      award = change;
    },
    failAnalyses(count) {
      failures = count;
    },
    account(player_id, about) {
      accounts.set(player_id, about);
    },
    edges,
    async witness(proof_id, about = {}) {
      const { rows } = await sql<{ action_id: string }>`SELECT action_id FROM evidence WHERE id = ${proof_id}`.execute(app.db);
      const { action_id } = rows[0]!;
      const witness_id = randomUUID();
      const said = { verdict: "confirm" as const, plausible: true, weight: 0, reasons: [] };
      const created_at = app.clock.now().toISOString();
      const witness = { proof_id, action_id, witness_id, statement: null, circle: witness_id, created_at, ...said, ...about };
      witnesses.push(witness);
      await app.emit(socialInternal.events.proofWitnessed, witness);
    },
    async assessment(proof_id) {
      const { rows } = await sql<AssessmentRow>`SELECT * FROM proof_assessments WHERE proof_id = ${proof_id}`.execute(app.db);
      return rows[0]!;
    },
    decisions({ facts }) {
      const of = (type: string) => app.eventsOf(type).filter((event) => event.quest_id === facts.quest_id);
      return { verified: of("action.verified"), rejected: of("action.rejected") };
    },
  };
}

/** A JPEG without EXIF and without a signed history of its own. */
function isPlainJpeg(media: Buffer): boolean {
  return media[0] === 0xff && media[1] === 0xd8 && !media.subarray(0, 4096).includes("Exif\0") && !media.includes("jumb");
}

function refuse(code: string): never {
  throw new OperationError(code, 404);
}

function arezzo(id: string) {
  return plainZone({ id, location_lat: here.lat, location_lng: here.lng, time_zone: "Europe/Rome" });
}
