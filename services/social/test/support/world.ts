import { randomUUID } from "node:crypto";
import { type CallInput, mapContract, questContract, socialContract } from "@oneheart/contracts";
import {
  identityInternal,
  impactInternal,
  playerInternal,
  proofInternal,
  questInternal,
  socialInternal,
  verificationInternal,
  wholeContract,
} from "@oneheart/contracts/internal";
import { OperationError, type Principal, userPrincipal } from "@oneheart/kernel";
import { bootServices, didOf, insertQuest, newQuest, plainMission, plainPlayer, plainZone, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { socialService } from "../../src/service.ts";

export const { operations } = wholeContract(socialContract, socialInternal);
export const nobody = "0190b0a0-0000-7000-8000-000000000000";
export const hostileText = "ดีมาก 🌳👩‍🌾 <img src=x onerror=alert(1)> '; DROP TABLE witnesses; -- \\ %s";
export const here = { lat: 13.73, lng: 100.52 };
/** About 22 km from `here`. */
export const elsewhere = { lat: 13.93, lng: 100.52 };

interface Account {
  id: string;
  user_did: string;
  username: string;
  created_at: string;
  addresses: string[];
}
export type Evidence = ReturnType<typeof proofOf> & { zone_id: string; mission_id: string };

/** How long it lives: a test, or with `{ after }` a whole file whose tests keep to their own people and zones. */
interface Until {
  after(stop: () => Promise<void>): void;
}

/** The social service with neighbours that the test controls. */
export async function bootWorld(until: Until) {
  const accounts = new Map<string, Account>();
  const proofs = new Map<string, ReturnType<typeof proofOf>>();
  const quests = new Map<string, ReturnType<typeof newQuest>>();
  const ledger = new Map<string, { xp_delta: number; ledger_timestamp: string }>();
  const zones = new Set<string>();
  const sharing = new Map<string, number>();

  const tracesOf = (addresses: string[]) =>
    addresses.map((key) => {
      const own = [...accounts.values()].filter((account) => account.addresses.includes(key)).length;
      return { kind: key.startsWith("device") ? ("device" as const) : ("address" as const), key, accounts: sharing.get(key) ?? own };
    });
  const app = await bootServices([socialService], {
    stubs: [
      stub(playerInternal.operations.findPlayers, ({ ids }) => ({ items: ids.flatMap((id) => playerFacts(accounts.get(id))) })),
      stub(identityInternal.operations.accountTraces, ({ ids, here: source }) => ({
        items: ids
          .flatMap((id) => accounts.get(id) ?? [])
          .map(({ id, created_at, addresses }) => ({ id, created_at, traces: tracesOf(addresses) })),
        here: source === undefined || source.ip_address.startsWith("127.") ? [] : tracesOf([source.ip_address]),
      })),
      stub(proofInternal.operations.findProofs, ({ ids }) => ({ items: ids.flatMap((id) => proofs.get(id.toLowerCase()) ?? []) })),
      stub(proofInternal.operations.actionFacts, ({ id }, ctx) => {
        const proof = [...proofs.values()].find(({ action_id }) => action_id === id.toLowerCase()) ?? ctx.fail("action_not_found");
        return actionOf(proof, quests.get(proof.quest_id)!);
      }),
      stub(questInternal.operations.questFacts, ({ id }, ctx) => quests.get(id) ?? ctx.fail("quest_not_found")),
      stub(questContract.operations.getMission, ({ id }) => plainMission({ id })),
      stub(mapContract.operations.getZone, ({ id }) => {
        if (!zones.has(id.toLowerCase())) throw new OperationError("zone_not_found", 404);
        return plainZone({ id: id.toLowerCase(), location_lat: here.lat, location_lng: here.lng });
      }),
      stub(impactInternal.operations.impactOfActions, ({ action_ids }) => ({
        items: action_ids.flatMap((id) => entryOf(id, ledger.get(id.toLowerCase()))),
      })),
    ],
  });
  until.after(() => app.stop());
  const minutesFromNow = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000);

  return {
    app,
    accounts,
    ledger,
    /** How many accounts an address is shared by, in place of those of this test. */
    sharing,
    minutesFromNow,
    async person({ days = 30, addresses = [] as string[], name = `citizen_${randomUUID()}` } = {}): Promise<Principal> {
      const id = randomUUID();
      const account = {
        id,
        user_did: didOf(id),
        username: name,
        created_at: minutesFromNow(-days * 1440).toISOString(),
        addresses,
      };
      accounts.set(account.id, account);
      await insertPlayer(app, account);
      return userPrincipal({ playerId: account.id, did: account.user_did, role: "player", sessionId: randomUUID() });
    },
    zone(): string {
      const id = randomUUID();
      zones.add(id);
      return id;
    },
    /** A photograph of a quest in a zone of its own, taken ten minutes ago. */
    async evidence(owner: Principal, over: { zone_id?: string; captured_at?: Date; lat?: number; lng?: number } = {}): Promise<Evidence> {
      const quest = { ...newQuest(app, owner.playerId), zone_id: over.zone_id ?? this.zone() };
      await insertQuest(app, quest);
      const proof = proofOf(quest, { ...here, captured_at: minutesFromNow(-10), ...over });
      await insertEvidence(app, proof, quest);
      quests.set(quest.quest_id, quest);
      proofs.set(proof.proof_id, proof);
      return { ...proof, zone_id: quest.zone_id, mission_id: quest.mission_id };
    },
    witness: (as: Principal, proof_id: string, over: Partial<CallInput<typeof operations.witnessProof>> = {}, ip?: string) =>
      app.call(operations.witnessProof, { proof_id, verdict: "confirm", ...over }, { as, ip }),
    vote: (as: Principal, action_id: string, value: 1 | -1) => app.call(operations.upvoteAction, { action_id, value }, { as }),
    community: (zone_id: string, as: Principal, page: { limit?: number; cursor?: string } = {}) =>
      app.call(operations.zoneCommunity, { zone_id, ...page }, { as }),
    witnessesOf: async (...proof_ids: string[]) => (await app.call(operations.witnessesOf, { proof_ids }, { as: "system" })).items,
    /** The impact engine pays an action. */
    async paid({ action_id, quest_id, mission_id, zone_id, player_id }: Evidence, xp = 50): Promise<void> {
      const recorded_at = app.clock.now().toISOString();
      const ids = { ledger_id: randomUUID(), action_id, quest_id, mission_id, zone_id, player_id };
      const earned = { xp, tokens: 5, credits_minor: 100, badges: [], level_before: 1, level_after: 1, streak_days: 1 };
      await app.emit(impactInternal.events.impactRecorded, { ...ids, ...earned, action_day: recorded_at.slice(0, 10), recorded_at });
      await app.settled();
    },
    /** The impact engine takes an award back. */
    async takenBack({ action_id, quest_id, mission_id, zone_id, player_id }: Evidence, xp = 50): Promise<void> {
      const ids = { ledger_id: randomUUID(), action_id, quest_id, mission_id, zone_id, player_id };
      const taken = { xp, tokens: 5, credits_minor: 100, badges: [], tokens_owed: 0, reason_code: "staged" };
      await app.emit(impactInternal.events.impactReversed, { ...ids, ...taken, recorded_at: app.clock.now().toISOString() });
      await app.settled();
    },
    /** The impact engine gives an award again; the ledger holds what the award was. */
    async givenAgain({ action_id, quest_id, mission_id, zone_id, player_id }: Evidence, award_xp: number): Promise<void> {
      const recorded_at = app.clock.now().toISOString();
      ledger.set(action_id, { xp_delta: award_xp, ledger_timestamp: recorded_at });
      const ids = { ledger_id: randomUUID(), action_id, quest_id, mission_id, zone_id, player_id };
      const given = { xp: 1, tokens: 0, credits_minor: 0, reason_code: "appeal_overturned" };
      await app.emit(impactInternal.events.impactReinstated, { ...ids, ...given, recorded_at });
      await app.settled();
    },
    /** An administrator takes an approval back. */
    async reversed({ proof_id, action_id, quest_id, mission_id, zone_id, player_id }: Evidence): Promise<void> {
      const ids = { proof_id, action_id, quest_id, mission_id, zone_id, player_id, proof_ids: [proof_id] };
      const said = { authenticity_score: 90, duration_minutes: 30, beneficiaries_count: 1, reason_code: "staged" };
      await app.emit(verificationInternal.events.actionReversed, { ...ids, ...said });
      await app.settled();
    },
    /** A verified action of somebody, of a zone of its own unless it is given. */
    async verifiedAction(owner: Principal, over: { zone_id?: string } = {}, xp = 50): Promise<Evidence> {
      const evidence = await this.evidence(owner, over);
      await this.paid(evidence, xp);
      return evidence;
    },
    async decided(evidence: Evidence, status: "verified" | "in_review" | "rejected", decision_no = 1): Promise<void> {
      const { proof_id, action_id, player_id } = evidence;
      const said = { proof_id, action_id, player_id, status, authenticity_score: 90, reason_code: "x", decision_no };
      await app.emit(verificationInternal.events.proofDecided, said);
      await app.settled();
    },
    async reviewed({ proof_id, action_id, player_id }: Evidence, decision: "approve" | "reject", final = true): Promise<void> {
      const said = { reviewer_id: randomUUID(), kind: "decision" as const, reason_code: "convincing", final };
      await app.emit(verificationInternal.events.reviewDecided, { proof_id, action_id, player_id, decision, ...said });
      await app.settled();
    },
    async erased({ playerId: player_id }: Principal): Promise<void> {
      await app.emit(playerInternal.events.playerErased, { player_id, erased_name: "erased-0123456789ab" });
      await app.settled();
    },
  };
}

type Quest = ReturnType<typeof newQuest>;

function proofOf({ quest_id, player_id }: Quest, { captured_at, lat, lng }: { captured_at: Date; lat: number; lng: number }) {
  return {
    proof_id: randomUUID() as string,
    action_id: randomUUID() as string,
    quest_id,
    player_id,
    media_type: "image/jpeg" as const,
    media_hash: `sha256:${"0".repeat(64)}`,
    size_bytes: 1,
    storage_path: randomUUID() as string,
    captured_at: captured_at.toISOString(),
    received_at: captured_at.toISOString(),
    lat,
    lng,
    accuracy_m: 8,
    nonce: null,
    mock_location: false,
  };
}

function actionOf(
  { action_id, quest_id, player_id, lat, lng, captured_at }: ReturnType<typeof proofOf>,
  { mission_id, mission_type }: Quest,
) {
  const about = { action_type: mission_type, location_lat: lat, location_lng: lng, timestamp: captured_at };
  return { action_id, quest_id, mission_id, player_id, ...about, duration_minutes: 30, beneficiaries_count: 1 };
}

function entryOf(action_id: string, known: { xp_delta: number; ledger_timestamp: string } | undefined) {
  if (known === undefined) return [];
  const pools = { fund_allocation: { local: 0, national: 0, global: 0 }, tokens_delta: 0, impact_credits_delta: 0, badges_earned: [] };
  return [{ id: randomUUID(), action_id, player_did: didOf(action_id), rule_set: "v1", leaf_index: null, ...pools, ...known }];
}

function playerFacts(account: Account | undefined) {
  if (account === undefined) return [];
  const { id, user_did, username } = account;
  return [plainPlayer({ id, user_did, username })];
}

async function insertPlayer({ db }: TestApp, { id, user_did, username }: Account): Promise<void> {
  await sql`
    INSERT INTO players (id, user_did, username, email_sealed, email_hash, created_at, updated_at)
    VALUES (${id}, ${user_did}, ${username}, '', ${id}, now(), now())`.execute(db);
}

async function insertEvidence({ db }: TestApp, proof: ReturnType<typeof proofOf>, quest: Quest): Promise<void> {
  const { action_id, proof_id, quest_id, player_id, lat, lng, captured_at } = proof;
  await sql`
    INSERT INTO actions (id, player_id, mission_id, quest_id, action_type, location_lat, location_lng, timestamp, received_at, created_at)
    VALUES (${action_id}, ${player_id}, ${quest.mission_id}, ${quest_id}, 'cleanup', ${lat}, ${lng}, ${captured_at}, ${captured_at}, now())`.execute(
    db,
  );
  await sql`
    INSERT INTO evidence (id, action_id, quest_id, player_id, media_type, media_hash, size_bytes, decodability, storage_path, captured_at,
      lat, lng, mock_location, received_at, created_at)
    VALUES (${proof_id}, ${action_id}, ${quest_id}, ${player_id}, 'image/jpeg', ${proof.media_hash}, 1, 'ok', ${proof.storage_path},
      ${captured_at}, ${lat}, ${lng}, false, ${captured_at}, now())`.execute(db);
}

/** Every page of a list, in order. */
export async function pages<Item>(read: (cursor?: string) => Promise<{ items: Item[]; next_cursor: string | null }>): Promise<Item[][]> {
  const seen: Item[][] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    seen.push(page.items);
    if (page.next_cursor === null) return seen;
    cursor = page.next_cursor;
  }
}
