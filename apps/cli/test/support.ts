import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { impactContract, mapContract, type Output, tokenContract } from "@oneheart/contracts";
import { playerInternal, proofInternal, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { createVault, type Database, newId, openDatabase } from "@oneheart/kernel";
import { createLedger, ledgerLog, openLog as openLedgerLog } from "@oneheart/ledger";
import { sealBatch } from "@oneheart/ledger/internals";
import { loadServerSettings } from "@oneheart/server";
import {
  bootServices,
  createTestDatabase,
  newQuest,
  noSponsors,
  plainAction,
  plainZone,
  realService,
  stub,
  type TestApp,
} from "@oneheart/testing";
import { createSigner, formatVerifierKey, parseEntriesPath, parseTilePath } from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import { type InstallationSettings, installationSettings } from "../src/installation-settings.ts";
import type { Terminal } from "../src/terminal.ts";

export const DAY_1 = new Date("2026-03-01T12:00:00.000Z");
export const DAY_2 = new Date("2026-03-02T12:00:00.000Z");
export const ORIGIN = "oneheart.local/ledger";
/** As the booted impact service makes it from the master key of tests. */
export const MASTER_KEY = Buffer.alloc(32, 7);
const SIGNER = createSigner(ORIGIN, createVault(MASTER_KEY).derive("ledger-log"));
export const VERIFIER_KEY = formatVerifierKey(SIGNER.verifier);

/** Settings as a person would have them who set only these. */
export function settingsWith(environment: Record<string, string>): InstallationSettings {
  const all = loadServerSettings({ NODE_ENV: "test", DATA_DIR: join(tmpdir(), "no-such-folder"), ...environment });
  return all.of(installationSettings);
}

/** What a command said. */
export interface Recorder extends Terminal {
  lines: string[];
  warnings: string[];
}

export function recorder(): Recorder {
  const lines: string[] = [];
  const warnings: string[] = [];
  return { lines, warnings, out: (line) => lines.push(line), warn: (line) => warnings.push(line), progress: () => {} };
}

/** A database in which players earned, sent and redeemed; everything of the first day is sealed. Nothing runs on it. */
export interface Bank {
  url: string;
  /** A database like it, to be spoiled: as its owner, with no trigger on any table. */
  copy(): Promise<BankCopy>;
  /** Players, the transactions of awards, a transfer, and redemptions by status. */
  facts: { players: string[]; awards: string[]; transfer: string; fulfilled: string; cancelled: string; held: string };
  end(): Promise<void>;
}

export interface BankCopy {
  db: Database;
  url: string;
  run(...statements: RawBuilder<unknown>[]): Promise<void>;
  drop(): Promise<void>;
}

type Facts = Output<typeof questInternal.operations.questFacts>;

/** Posts `count` tokens, one a transaction, and seals them on a day. */
export async function mintAndSeal(db: Database, owner: string, count: number, now: Date): Promise<void> {
  const ledger = createLedger({ newId, now: () => now });
  const draft = {
    kind: "test.mint",
    reason_ref: "test:mint",
    occurred_at: now,
    transfers: [{ debit: { kind: "issuance", asset: "HEART" }, credit: { kind: "player", owner_id: owner, asset: "HEART" }, amount: 1n }],
  };
  await db.transaction().execute((tx) =>
    ledger.post(
      tx,
      Array.from({ length: count }, () => draft),
    ),
  );
  await sealAll(db, now);
}

export async function sealAll(db: Database, now: Date): Promise<void> {
  while ((await sealBatch({ db, origin: ORIGIN, signer: SIGNER, now: () => now })) > 0);
}

export async function openBank(): Promise<Bank> {
  const database = await createTestDatabase();
  const owner = openDatabase(database.ownerUrl, { max: 2, application_name: "test-owner" });
  await sql`ALTER TABLE impact_awards DROP CONSTRAINT impact_awards_action_id_fkey`.execute(owner.db);
  const facts = await live(database.url);
  await mintAndSeal(owner.db, facts.players[0]!, 300, DAY_1);
  await setTriggers(owner.db, "DISABLE");
  await owner.close();
  let copies = 0;
  return {
    url: database.ownerUrl,
    facts,
    async copy() {
      copies += 1;
      return copyOf(database.ownerUrl, copies);
    },
    end: () => database.drop(),
  };
}

/** A database with nothing but a ledger and its log. */
export async function openLog(): Promise<BankCopy> {
  const database = await createTestDatabase("libraries");
  const owner = openDatabase(database.ownerUrl, { max: 2, application_name: "test-owner" });
  await openLedgerLog(owner.db, ORIGIN);
  return {
    db: owner.db,
    url: database.ownerUrl,
    run: (...statements) => runAll(owner.db, statements),
    async drop() {
      await owner.close();
      await database.drop();
    },
  };
}

async function runAll(db: Database, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const statement of statements)
    if ((await statement.execute(db)).numAffectedRows === 0n) throw new Error("a statement changed nothing");
}

/** Turns every trigger of every table off, as only an administrator can, or on. */
export async function setTriggers(db: Database, change: "DISABLE" | "ENABLE"): Promise<void> {
  await sql`DO ${sql.lit(`DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE format('ALTER TABLE %I ${change} TRIGGER ALL', t); END LOOP;
  END`)}`.execute(db);
}

async function copyOf(ownerUrl: string, number: number): Promise<BankCopy> {
  const url = new URL(ownerUrl);
  const original = url.pathname.slice(1);
  const name = `${original}_copy_${number}`;
  const admin = openDatabase(Object.assign(new URL(ownerUrl), { pathname: "/postgres" }).href, { max: 1, application_name: "test-admin" });
  await sql`CREATE DATABASE ${sql.id(name)} TEMPLATE ${sql.id(original)}`.execute(admin.db);
  url.pathname = `/${name}`;
  const copy = openDatabase(url.href, { max: 2, application_name: "test-copy" });
  return {
    db: copy.db,
    url: url.href,
    run: (...statements) => runAll(copy.db, statements),
    async drop() {
      await copy.close();
      await sql`DROP DATABASE ${sql.id(name)} WITH (FORCE)`.execute(admin.db);
      await admin.close();
    },
  };
}

/** Three players earn; one sends tokens, and redeems three rewards, of which one is fulfilled, one cancelled and one waits. */
async function live(databaseUrl: string): Promise<Bank["facts"]> {
  const quests = new Map<string, Facts>();
  const services = await Promise.all(["player", "impact", "token", "analytics"].map(realService));
  const app = await bootServices(services, { databaseUrl, clock: DAY_1, stubs: neighbours(quests), people: "one" });
  try {
    // The bank's players earn and redeem on one day what newcomers earn in two.
    const limits = { newcomer_days: 0 };
    await app.call(impactContract.operations.setRewardPolicy, limits, { as: app.user("admin") });
    const players = await Promise.all([0, 1, 2].map((number) => createPlayer(app, number)));
    const [giver, receiver] = players as [string, string];
    for (const player of [...players, ...players, giver, giver]) await verifyAction(app, quests, player);
    await app.settled();
    const as = { as: app.player(giver) };
    const { transfer_id } = await app.call(
      tokenContract.operations.transferTokens,
      { to: receiver, amount: 3 },
      { ...as, idempotencyKey: newId() },
    );
    const [fulfilled, cancelled, held] = await redeemThree(app, giver);
    // Events are heard in any order. Those of the third player come last, so that who spoils the first ones leaves that player whole.
    const { rows } = await sql<{ id: string }>`
      SELECT ledger_transaction_id AS id FROM impact_awards ORDER BY player_id = ${players[2]}, 1`.execute(app.db);
    return { players, awards: rows.map(({ id }) => id), transfer: transfer_id, fulfilled: fulfilled!, cancelled: cancelled!, held: held! };
  } finally {
    await app.stop();
  }
}

async function createPlayer(app: TestApp, number: number): Promise<string> {
  const id = newId();
  await app.call(
    playerInternal.operations.createPlayer,
    { id, username: `player_${number}`, email: `p${number}@example.com` },
    { as: "system" },
  );
  return id;
}

/** Goods wait for somebody to hand them over. */
async function redeemThree(app: TestApp, player: string): Promise<string[]> {
  const { createReward, redeemReward, fulfilRedemption, cancelRedemption } = tokenContract.operations;
  const admin = { as: app.user("admin") };
  const reward = await app.call(
    createReward,
    { category: "goods", name: "Travel kit", description: "", price_tokens: 4, quantity: 9 },
    admin,
  );
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const { redemption_id } = await app.call(redeemReward, { reward_id: reward.id }, { as: app.player(player), idempotencyKey: newId() });
    ids.push(redemption_id);
  }
  await app.settled();
  await app.call(fulfilRedemption, { id: ids[0]! }, admin);
  await app.call(cancelRedemption, { id: ids[1]!, reason: "changed my mind" }, admin);
  return ids;
}

async function verifyAction(app: TestApp, quests: Map<string, Facts>, player_id: string): Promise<void> {
  const facts = { ...newQuest(app, player_id), mission_type: "teaching", base_xp: 100, base_tokens: 10 };
  quests.set(facts.quest_id, facts);
  const { quest_id, mission_id, zone_id } = facts;
  await app.emit(verificationInternal.events.actionVerified, {
    ...{ action_id: newId(), quest_id, mission_id, zone_id, player_id },
    proof_ids: [newId()],
    authenticity_score: 90,
    duration_minutes: 60,
    beneficiaries_count: 3,
  });
}

function neighbours(quests: Map<string, Facts>) {
  return [
    ...noSponsors,
    stub(questInternal.operations.questFacts, ({ id }) => quests.get(id)!),
    stub(questInternal.operations.findQuests, ({ ids }) => ({ items: ids.flatMap((id) => quests.get(id) ?? []) })),
    stub(mapContract.operations.getZone, ({ id }) => plainZone({ id })),
    stub(proofInternal.operations.actionFacts, ({ id }) => plainAction({ action_id: id, timestamp: DAY_1.toISOString() })),
  ];
}

/** A server with nothing but the log of a database, where a OneHeart server has it. */
export async function serveLog(db: Database): Promise<{ url: string; stop(): Promise<void> }> {
  const prefix = "/api/impact/log/";
  const read = async (path: string) => {
    if (path === "key") return `${VERIFIER_KEY}\n`;
    if (path === "checkpoint") return (await ledgerLog.checkpoint(db))?.note;
    if (path.startsWith("tile/entries/")) return ledgerLog.bundle(db, parseEntriesPath(path));
    return ledgerLog.tile(db, parseTilePath(path));
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    // Like a portal, which answers every other path with a page of its own.
    if (!path.startsWith(prefix)) return void response.end("<!doctype html>");
    read(path.slice(prefix.length)).then(
      (body) => response.writeHead(body === undefined ? 404 : 200).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "oneheart-cli-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
