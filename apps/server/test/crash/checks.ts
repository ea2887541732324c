/** What must hold after every restart, asked from outside wherever the API answers it. */
import assert from "node:assert/strict";
import { impactContract, questContract, tokenContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { createLedger, ledgerLog } from "@oneheart/ledger";
import { settled, until } from "@oneheart/testing";
import type { Acknowledged, Book, Player } from "./load.ts";
import { fetchText, type PublicLeaf, verifyPublicLog, verifyReceipt } from "./public-log.ts";
import { drawnOnce, type Sponsorship } from "./sponsorship.ts";
import type { System } from "./system.ts";

export interface Expectations {
  system: System;
  book: Book;
  players: readonly Player[];
  /** What each player was given at the start. */
  grant: number;
  verifierKey: string;
  sponsorship: Sponsorship;
}

/** Checks everything; of what was acknowledged, `recent` is asked for again. Answers how many entries the log has. */
export async function checkAll(expectations: Expectations, recent: readonly Acknowledged[]): Promise<number> {
  const { system, book, verifierKey } = expectations;
  await sameAnswersAgain(recent);
  await settled(system.database().db);
  await rewardedOnce(book);
  await allSealed(system);
  assert.equal((await fetchText(`${system.url}/api/impact/log/key`)).trim(), verifierKey);
  const leaves = await verifyPublicLog(system.url, verifierKey, book.checkpoints);
  onceInLog(leaves, expectations);
  await receiptsVerify(leaves, recent, expectations);
  await balancesAgree(expectations);
  await drawnOnce(expectations.sponsorship, { system, book, leaves });
  await auditsFindNothing(system, verifierKey);
  return leaves.length;
}

/** The same key gets the same answer, however often and however late it is asked. */
export async function sameAnswersAgain(acknowledged: readonly Acknowledged[]): Promise<void> {
  for (const { what, answer, again } of acknowledged) assert.deepEqual(await again(), answer, `${what} was answered otherwise before`);
}

async function rewardedOnce({ handIns }: Book): Promise<void> {
  for (const { quest_id, player } of handIns) {
    const quest = () => player.client.call(questContract.operations.getQuest, { id: quest_id });
    await until(quest, ({ status }) => status === "completed", `quest ${quest_id} to be completed`);
    const { items } = await player.client.call(impactContract.operations.listLedger, { player_id: player.id });
    assert.equal(items.length, 1, `quest ${quest_id} was rewarded ${items.length} times`);
  }
}

async function allSealed(system: System): Promise<void> {
  const unsealed = async () => {
    const { rows } = await system
      .database()
      .pool.query<{ unsealed: number }>(
        "SELECT ((SELECT count(*) FROM ledger_transactions) - coalesce(max(size), 0))::int AS unsealed FROM log_checkpoints",
      );
    return rows[0]!.unsealed;
  };
  await until(unsealed, (count) => count === 0, "every transaction to be sealed and signed");
}

/** No request is left unanswered, so the log has exactly what was acknowledged: nothing lost, nothing twice, nothing else. */
function onceInLog(leaves: readonly PublicLeaf[], { book, players }: Expectations): void {
  const logged = Map.groupBy(leaves, ({ kind }) => kind);
  const refs = (kind: string) => (logged.get(kind) ?? []).map(({ reason_ref }) => reason_ref).sort();
  const redemptions = book.redemptions.map(({ id }) => `redemption:${id}`).sort();
  assert.deepEqual(refs("token.transfer"), book.transfers.map(({ id }) => `transfer:${id}`).sort());
  assert.deepEqual(refs("reward.hold"), redemptions);
  assert.deepEqual(refs("reward.fulfil"), redemptions);
  const awarded = (logged.get("impact.award") ?? []).map(({ detail }) => detail?.quest_id).sort();
  assert.deepEqual(awarded, book.handIns.map(({ quest_id }) => quest_id).sort());
  assert.equal(refs("test.grant").length, players.length);
  assert.equal(new Set(leaves.map(({ id }) => id)).size, leaves.length);
  assert.equal(refs("sponsor.contribution").length, 1);
  const kinds = ["impact.award", "reward.fulfil", "reward.hold", "sponsor.contribution", "sponsor.draw", "test.grant", "token.transfer"];
  assert.deepEqual([...logged.keys()].sort(), kinds);
}

async function receiptsVerify(leaves: readonly PublicLeaf[], recent: readonly Acknowledged[], { system, verifierKey }: Expectations) {
  const answers = new Set(recent.map(({ answer }) => JSON.stringify(answer)));
  for (const [index, { id, reason_ref }] of leaves.entries()) {
    const [, subject] = reason_ref.split(":");
    if ([...answers].some((answer) => answer.includes(subject!))) await verifyReceipt(system.url, verifierKey, id, index);
  }
}

async function balancesAgree({ book, players, grant }: Expectations): Promise<void> {
  for (const player of players) {
    const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
    const received = book.transfers.filter(({ to }) => to === player).map(({ amount }) => amount);
    const sent = book.transfers.filter(({ from }) => from === player).map(({ amount }) => amount);
    const redeemed = book.redemptions.filter((redemption) => redemption.player === player).map(({ price }) => price);
    const { heart_tokens, held } = await player.client.call(tokenContract.operations.getBalance, {});
    assert.deepEqual([heart_tokens, held], [grant + sum(received) - sum(sent) - sum(redeemed), 0]);
  }
}

async function auditsFindNothing(system: System, verifierKey: string): Promise<void> {
  const snapshot = system.database().db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  const findings: unknown[] = [];
  const checked: Record<string, number> = {};
  await snapshot.execute(async (tx) => {
    const now = new Date();
    const count = (step: { check: string; checked: number; findings: unknown[] }) => {
      findings.push(...step.findings);
      checked[step.check] = (checked[step.check] ?? 0) + step.checked;
    };
    for await (const step of createLedger({ newId, now: () => now }).audit(tx)) count(step);
    for await (const step of ledgerLog.audit(tx, { verifierKeys: [verifierKey], now })) count(step);
  });
  assert.deepEqual(findings, []);
  assert.ok(checked.transactions! > 0 && checked.holds! > 0 && checked.log_leaves === checked.transactions, JSON.stringify(checked));
}
