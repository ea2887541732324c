import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { createLedger, type TransactionDraft } from "@oneheart/ledger";
import { openProgramme, randomFrom } from "@oneheart/testing";
import { checkAll, sameAnswersAgain } from "./crash/checks.ts";
import { emptyBook, type Player, registerPlayer, startLoad } from "./crash/load.ts";
import { fetchText } from "./crash/public-log.ts";
import { fundMission } from "./crash/sponsorship.ts";
import { type System, startSystem, targets } from "./crash/system.ts";
import { adminPassword } from "./harness.ts";

const crashes = Number(process.env.ONEHEART_TEST_CRASHES ?? 3);
const seed = Number(process.env.ONEHEART_TEST_SEED ?? Date.now() % 2 ** 31);
const CLIENTS = 6;
const PLAYERS = 4;
const GRANT = 100_000;

/** Tokens to move, so that nothing is refused for want of them. */
async function grant(system: System, players: readonly Player[]): Promise<void> {
  const ledger = createLedger({ newId, now: () => new Date() });
  const drafts = players.map(({ id }): TransactionDraft => {
    const transfer = { debit: { kind: "issuance", asset: "HEART" }, credit: { kind: "player", owner_id: id, asset: "HEART" } };
    return {
      kind: "test.grant",
      reason_ref: `grant:${id}`,
      occurred_at: new Date(),
      transfers: [{ ...transfer, amount: BigInt(GRANT) }],
    };
  });
  const posted = await system
    .database()
    .db.transaction()
    .execute((tx) => ledger.post(tx, drafts));
  assert.ok(posted.every(({ ok }) => ok));
}

async function crashAndCheck(system: System, log: (message: string) => void): Promise<void> {
  const random = randomFrom(seed);
  const programme = await openProgramme(system.url, adminPassword);
  const reward = { category: "digital", name: "A certificate", price_tokens: 3, quantity: 1_000_000 };
  const { id } = await programme.admin.call(tokenContract.operations.createReward, reward);
  const rewards = [{ id, price: reward.price_tokens }];
  const players = await Promise.all(Array.from({ length: PLAYERS }, () => registerPlayer(system.url)));
  await grant(system, players);
  const sponsorship = await fundMission(programme, players[0]!);
  const verifierKey = (await fetchText(`${system.url}/api/impact/log/key`)).trim();
  const book = emptyBook();
  const randoms = Array.from({ length: CLIENTS }, () => randomFrom(random.below(2 ** 31)));

  for (let crash = 0; crash < crashes; crash += 1) {
    const known = book.acknowledged.length;
    const beginner = await registerPlayer(system.url);
    const load = startLoad({ url: system.url, book, players, rewards, programme, beginner, randoms });
    await load.reaches(10 + random.below(60));
    const target = targets[crash % targets.length]!;
    await system.kill(target, random);
    await load.stop();
    const size = await checkAll({ system, book, players, grant: GRANT, verifierKey, sponsorship }, book.acknowledged.slice(known));
    log(
      `kill -9 of ${target}: ${book.acknowledged.length} answers kept, ${size} entries and ${book.checkpoints.size} checkpoints verified`,
    );
  }
  await sameAnswersAgain(book.acknowledged);
}

it(`after kill -9 of the server or PostgreSQL under load, all that was acknowledged is there once, sealed and provable (${crashes} crashes)`, {
  timeout: 60_000 + crashes * 30_000,
}, async (test) => {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-crash-"));
  const system = await startSystem(dir);
  try {
    await crashAndCheck(system, (message) => test.diagnostic(message));
  } catch (cause) {
    throw new Error(`ONEHEART_TEST_SEED=${seed} makes the same choices again`, { cause });
  } finally {
    await system.stop();
    await rm(dir, { recursive: true, force: true });
  }
});
