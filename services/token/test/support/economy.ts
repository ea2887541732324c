import assert from "node:assert/strict";
import { type CallInput, tokenContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { isOperationError, newId, type Principal } from "@oneheart/kernel";
import { type AuditStep, createLedger } from "@oneheart/ledger";
import { bootServices, didOf, plainPlayer, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { tokenService } from "../../src/service.ts";

/** The token service, with players that the test made up. */
export interface Economy {
  app: TestApp;
  admin: { as: Principal };
  /** A player that others can send to, with tokens. */
  player(tokens?: number, created_at?: string): Promise<Member>;
  didOf(player_id: string): string;
  /** Players whose account was erased. */
  erased: Set<string>;
  /** Calls that the token service has made to find players. */
  lookups: string[][];
  send(from: Member, to: string, amount: number, more?: { memo?: string; key?: string }): ReturnType<typeof transfer>;
  reward(change?: RewardChange): ReturnType<typeof createReward>;
  redeem(member: Member, reward_id: string, key?: string, price_tokens?: number): ReturnType<typeof redeem>;
  balance(member: Member): Promise<{ heart_tokens: number; xp: number; impact_credits: number; held: number }>;
  issue(player_id: string, asset: string, amount: bigint): Promise<void>;
}

export interface Member {
  id: string;
  as: Principal;
}

const operations = tokenContract.operations;
type RewardChange = Partial<CallInput<typeof operations.createReward>>;
export const plainReward = { category: "goods", name: "Travel kit", description: "", price_tokens: 10, quantity: 5 };
export const answers = (code: string) => (error: unknown) => isOperationError(error, code);
/** One for each use: copies of one template are one ledger by their id, and accounts of one database are not those of another. */
export const newLedger = () => createLedger({ newId, now: () => new Date() });

const transfer = (app: TestApp, from: Member, to: string, amount: number, { memo, key = newId() }: { memo?: string; key?: string } = {}) =>
  app.call(operations.transferTokens, { to, amount, memo }, { as: from.as, idempotencyKey: key });
const createReward = (app: TestApp, change: RewardChange = {}) =>
  app.call(operations.createReward, { allow_duplicate: true, ...plainReward, ...change }, { as: app.user("admin") });
const redeem = (app: TestApp, member: Member, reward_id: string, key: string = newId(), price_tokens?: number) =>
  app.call(operations.redeemReward, { reward_id, price_tokens }, { as: member.as, idempotencyKey: key });

export async function bootEconomy(settings: Record<string, string> = {}): Promise<Economy> {
  const known = new Set<string>();
  const erased = new Set<string>();
  const born = new Map<string, string>();
  const lookups: string[][] = [];
  const findPlayers = stub(playerInternal.operations.findPlayers, ({ ids }) => {
    lookups.push(ids);
    const found = [...known].filter((id) => ids.includes(id) || ids.includes(didOf(id)));
    return { items: found.map((id) => plainPlayer({ id, erased: erased.has(id), created_at: born.get(id) })) };
  });
  const app = await bootServices([tokenService], { stubs: [findPlayers], settings });
  await forgetNeighbours(app);

  const issue = (player_id: string, asset: string, amount: bigint) =>
    app.db.transaction().execute(async (tx) => {
      const transfers = [{ debit: { kind: "issuance", asset }, credit: { kind: "player", owner_id: player_id, asset }, amount }];
      const [posted] = await newLedger().post(tx, [{ kind: "test.issue", reason_ref: "test:issue", occurred_at: new Date(), transfers }]);
      if (!posted!.ok) throw new Error(posted!.message);
    });
  return {
    app,
    admin: { as: app.user("admin") },
    didOf,
    erased,
    lookups,
    issue,
    async player(tokens = 0, created_at) {
      const id = newId();
      known.add(id);
      if (created_at !== undefined) born.set(id, created_at);
      if (tokens > 0) await issue(id, "HEART", BigInt(tokens));
      return { id, as: app.player(id) };
    },
    send: (from, to, amount, more) => transfer(app, from, to, amount, more),
    reward: (change) => createReward(app, change),
    redeem: (member, reward_id, key, price_tokens) => redeem(app, member, reward_id, key, price_tokens),
    balance: (member) => app.call(operations.getBalance, {}, { as: member.as }),
  };
}

/** The player service is a stand-in without tables, so the keys that point into its table cannot hold here. */
async function forgetNeighbours(app: TestApp): Promise<void> {
  await sql`ALTER TABLE redemptions DROP CONSTRAINT redemptions_player_id_fkey`.execute(app.owner);
  await sql`ALTER TABLE token_transfers DROP CONSTRAINT token_transfers_from_player_id_fkey`.execute(app.owner);
  await sql`ALTER TABLE token_transfers DROP CONSTRAINT token_transfers_to_player_id_fkey`.execute(app.owner);
}

/** How many of the calls were answered, and with which codes the others were refused. */
export async function tally(calls: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === "fulfilled" ? "ok" : isOperationError(result.reason) ? result.reason.code : String(result.reason);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Throws when the ledger's own audit finds anything, or looks at nothing. */
export async function auditLedger(app: TestApp): Promise<void> {
  const steps: AuditStep[] = [];
  await app.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      for await (const step of newLedger().audit(tx)) steps.push(step);
    });
  assert.deepEqual(
    steps.flatMap((step) => step.findings),
    [],
  );
  assert.ok(steps.some((step) => step.check === "transactions" && step.checked > 0));
}
