import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openDatabase } from "@oneheart/kernel";
import { startTestVault } from "@oneheart/testing";
import { createSigner, ED25519, formatCheckpoint, formatSignerKey, formatVerifierKey, signNote } from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import { auditCommand } from "../src/audit/command.ts";
import { configuredKeys } from "../src/log-keys.ts";
import { writeSnapshot } from "../src/snapshot/write.ts";
import { verifyCommand } from "../src/verify/command.ts";
import {
  type Bank,
  type BankCopy,
  DAY_1,
  DAY_2,
  MASTER_KEY,
  mintAndSeal,
  ORIGIN,
  openBank,
  recorder,
  sealAll,
  serveLog,
  setTriggers,
  settingsWith,
  temporaryFolder,
  VERIFIER_KEY,
} from "./support.ts";

interface Said {
  code: number;
  lines: string[];
}

async function audit(url: string): Promise<Said> {
  const terminal = recorder();
  const code = await auditCommand(["--database-url", url, "--key", VERIFIER_KEY], terminal);
  return { code, lines: terminal.lines };
}

async function verify(db: BankCopy["db"], ...options: string[]): Promise<Said> {
  const server = await serveLog(db);
  try {
    const terminal = recorder();
    const code = await verifyCommand([server.url, "--key", VERIFIER_KEY, ...options], terminal);
    return { code, lines: terminal.lines };
  } finally {
    await server.stop();
  }
}

function reports(said: Said, pattern: RegExp): void {
  assert.ok(
    said.lines.some((line) => pattern.test(line)),
    `${pattern} in\n${said.lines.join("\n")}`,
  );
}

let bank: Bank;
before(async () => {
  bank = await openBank();
});
after(() => bank?.end());

describe("a ledger that nobody touched", () => {
  it("has no findings, and the audit says how much of each kind it checked", async () => {
    const said = await audit(bank.url);
    assert.deepEqual([said.code, said.lines.at(-1)?.replace(/[\d,]+/g, "N")], [0, "checked N of N: no findings"]);
    const checks = [
      "transactions",
      "holds",
      "log_leaves",
      "player_balances",
      "daily_xp",
      "impact_entries",
      "figure_entries",
      "figure_sums",
      "figure_days",
      "redemptions",
      "token_transfers",
    ];
    for (const check of [...checks, "idempotency_answers"]) reports(said, new RegExp(`^ {2}${check} +([1-9]\\d*) of \\1$`));
  });

  it("is checked with the keys that the installation has in Vault", async () => {
    const seed = Buffer.alloc(32, 3);
    const vault = await startTestVault({ "secret/data/log": { key: formatSignerKey(ORIGIN, seed, ED25519) } });
    const place = { ...vault.settings, LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key", LEDGER_RETIRED_KEYS: VERIFIER_KEY };
    const keys = await configuredKeys(settingsWith(place)).finally(vault.stop);
    assert.deepEqual(keys, [formatVerifierKey(createSigner(ORIGIN, seed).verifier), VERIFIER_KEY]);
  });

  it("verifies from outside, with the key that the installation's master key gives", async () => {
    assert.deepEqual(await configuredKeys(settingsWith({ MASTER_KEY: MASTER_KEY.toString("base64") })), [VERIFIER_KEY]);
    const { db, close } = openDatabase(bank.url, { max: 2, application_name: "test" });
    const said = await verify(db).finally(close);
    assert.equal(said.code, 0, said.lines.join("\n"));
    reports(said, /^checked 3\d\d of 3\d\d entries, every tile, the signed root/);
  });
});

describe("rows changed by somebody with all rights", () => {
  let said: Said;
  before(async () => {
    const { players, awards, transfer, fulfilled, cancelled, held } = bank.facts;
    const copy = await bank.copy();
    await copy.run(
      sql`UPDATE ledger_transfers SET amount = amount + 1 WHERE transaction_id = ${awards[0]} AND position = 0`,
      sql`DELETE FROM ledger_transactions WHERE id = ${awards[1]}`,
      sql`DELETE FROM ledger_transfers WHERE transaction_id = ${awards[1]}`,
      sql`DELETE FROM impact_awards WHERE ledger_transaction_id = ${awards[2]}`,
      sql`UPDATE players SET total_xp = total_xp + 5 WHERE id = ${players[0]}`,
      sql`UPDATE player_daily_xp SET xp = xp + 5 WHERE player_id = ${players[1]}`,
      sql`UPDATE ledger_accounts SET owner_id = gen_random_uuid()::text WHERE owner_id = ${players[2]} AND asset_id = 3`,
      sql`UPDATE impact_totals SET credits_minor = credits_minor + 1`,
      sql`UPDATE impact_players SET actions = actions + 1 WHERE player_id = ${players[0]}`,
      sql`INSERT INTO token_transfers SELECT '00000000-0000-7000-8000-000000000001', from_player_id, to_player_id, amount, memo, created_at FROM token_transfers`,
      sql`UPDATE token_transfers SET amount = amount + 1 WHERE id = ${transfer}`,
      sql`UPDATE redemptions SET price_tokens = price_tokens - 1 WHERE id = ${fulfilled}`,
      sql`UPDATE redemptions SET status = 'fulfilled', cancel_reason = NULL WHERE id = ${cancelled}`,
      sql`UPDATE redemptions SET hold_id = gen_random_uuid() WHERE id = ${held}`,
      sql`UPDATE idempotency_keys SET answer = jsonb_set(answer, '{amount}', '99') WHERE operation = 'transferTokens'`,
    );
    // As if the subscriber had not got to this player's awards: they are not counted yet, but lie in the queue.
    const { rows } = await sql<{ xp: string }>`SELECT sum(xp)::text AS xp FROM player_daily_xp WHERE player_id = ${players[2]}`.execute(
      copy.db,
    );
    await copy.run(sql`DELETE FROM player_daily_xp WHERE player_id = ${players[2]}`);
    const award = { player_id: players[2], xp: Number(rows[0]!.xp), recorded_at: DAY_1.toISOString() };
    const delivery = { event_id: "00000000-0000-7000-8000-000000000002", type: "impact.recorded", payload: award };
    await sql`SELECT graphile_worker.add_job('player:on-impact-recorded', ${JSON.stringify(delivery)}::json)`.execute(copy.db);
    said = await audit(copy.url);
    await copy.drop();
  });

  it("end the audit with exit code 1 and their number", () => {
    assert.equal(said.code, 1);
    reports(said, /^checked [\d,]+ of [\d,]+: \d+ findings$/);
  });

  it("a changed amount is named by its transaction", () => {
    reports(said, new RegExp(`^transactions: transaction ${bank.facts.awards[0]}: leaf_differs_from_rows`));
    reports(said, new RegExp(`^impact_entries: transaction ${bank.facts.awards[0]}: award_differs_from_entry`));
  });

  it("a deleted transaction is named by its leaf and by its award", () => {
    reports(said, new RegExp(`leaf \\d+: leaf_without_transaction: transaction ${bank.facts.awards[1]}`));
    reports(said, new RegExp(`transaction ${bank.facts.awards[1]}: award_without_entry`));
  });

  it("balances, leaderboards and accounts of players that differ from the ledger are named", () => {
    const [first, second, third] = bank.facts.players;
    reports(said, new RegExp(`^player_balances: player ${first}: player_balance_differs`));
    reports(said, new RegExp(`^daily_xp: player ${second}: daily_xp_differs: \\d+ XP counted on 2026-03-01`));
    reports(said, new RegExp(`^player_balances: player ${third}: player_balance_differs`));
    reports(said, /^player_accounts: account \d+: account_without_player: CREDIT/);
  });

  it("awards that still wait to be counted are no finding", () => {
    assert.deepEqual(
      said.lines.filter((line) => line.startsWith(`daily_xp: player ${bank.facts.players[2]}`)),
      [],
    );
  });

  it("awards and totals of the impact engine that differ from the ledger are named", () => {
    reports(said, new RegExp(`transaction ${bank.facts.awards[2]}: entry_without_award`));
    reports(said, /^impact_totals: impact_totals: totals_differ/);
    reports(said, new RegExp(`^impact_players: player ${bank.facts.players[0]}: actions_differ`));
  });

  it("transfers, redemptions and stored answers that differ from the ledger are named", () => {
    const { transfer, fulfilled, cancelled, held } = bank.facts;
    reports(said, new RegExp(`transaction ${transfer}: transfer_differs_from_entry`));
    reports(said, /transaction 00000000-0000-7000-8000-000000000001: transfer_without_entry/);
    reports(said, new RegExp(`redemption ${fulfilled}: redemption_differs_from_hold: .*reserves 4, the price is 3`));
    reports(said, new RegExp(`redemption ${cancelled}: redemption_differs_from_hold: .*is released, the redemption fulfilled`));
    reports(said, new RegExp(`redemption ${held}: redemption_without_hold`));
    reports(said, /transaction \S+: hold_without_redemption/);
    reports(said, new RegExp(`answer ${transfer}: answer_differs_from_ledger`));
  });
});

describe("a log changed by somebody with all rights", () => {
  let copy: BankCopy;
  before(async () => {
    copy = await bank.copy();
  });
  after(() => copy?.drop());

  it("leaves that changed places are both named, and one by whoever looks from outside", async () => {
    const change = [
      sql`UPDATE log_leaves SET leaf_index = 100000 WHERE leaf_index = 2`,
      sql`UPDATE log_leaves SET leaf_index = 2 WHERE leaf_index = 300`,
      sql`UPDATE log_leaves SET leaf_index = 300 WHERE leaf_index = 100000`,
    ];
    await copy.run(...change);
    const audited = await audit(copy.url);
    const verified = await verify(copy.db);
    await copy.run(...change);
    assert.deepEqual([audited.code, verified.code], [1, 1]);
    reports(audited, /leaf 2: tile_differs_from_leaf/);
    reports(audited, /leaf 300: tile_differs_from_leaf/);
    reports(verified, /^FINDING: .*entry 300$/);
    reports(verified, /NOT verified$/);
  });

  it("a checkpoint replaced by one of another key is refused inside and outside", async () => {
    const stranger = createSigner(ORIGIN, new Uint8Array(32).fill(9));
    const note = signNote(formatCheckpoint({ origin: ORIGIN, size: 300, rootHash: new Uint8Array(32) }), [stranger]);
    const newest = sql`(SELECT max(size) FROM log_checkpoints)`;
    const { rows } = await sql<{ note: string }>`SELECT note FROM log_checkpoints WHERE size = ${newest}`.execute(copy.db);
    await copy.run(sql`UPDATE log_checkpoints SET note = ${note} WHERE size = ${newest}`);
    const audited = await audit(copy.url);
    const verified = await verify(copy.db);
    await copy.run(sql`UPDATE log_checkpoints SET note = ${rows[0]!.note} WHERE size = ${newest}`);
    assert.deepEqual([audited.code, verified.code], [1, 1]);
    reports(audited, /checkpoint \d+: checkpoint_unsigned/);
    reports(audited, /checkpoint \d+: checkpoint_root_differs/);
    reports(verified, /^FINDING: .*no known key has signed/);
  });

  it("a log forked and signed with its own key is found by who kept a checkpoint, and no snapshot continues it", async () => {
    const folder = await temporaryFolder();
    try {
      const options = { out: folder.path, verifierKeys: [VERIFIER_KEY] };
      const first = await writeSnapshot(copy.db, { ...options, day: "2026-03-01" });
      await fork(copy, bank.facts.awards[0]!);
      await setTriggers(copy.db, "ENABLE");
      await mintAndSeal(copy.db, bank.facts.players[0]!, 5, DAY_2);

      const audited = await audit(copy.url);
      assert.equal(audited.code, 0, audited.lines.join("\n"));
      const kept = await verify(copy.db, "--previous", first.folder);
      assert.equal(kept.code, 1);
      reports(kept, /^FINDING: .*not a continuation/);
      const refused = writeSnapshot(copy.db, { ...options, day: "2026-03-02" });
      await assert.rejects(refused, /does not continue the snapshot of 2026-03-01/);
    } finally {
      await folder.remove();
    }
  });
});

/** Seals everything anew, with one transaction later than it was. */
async function fork(copy: BankCopy, moved: string): Promise<void> {
  for (const table of ["log_leaves", "log_tiles", "log_bundles", "log_checkpoints"])
    await sql`DELETE FROM ${sql.table(table)}`.execute(copy.db);
  // The figures count by the order of the log: whoever forges one lets them be counted anew.
  for (const table of ["analytics_flows", "analytics_holdings", "analytics_sent"])
    await sql`DELETE FROM ${sql.table(table)}`.execute(copy.db);
  await sql`UPDATE analytics_flow_position SET tree_size = 0, holdings_size = 0`.execute(copy.db);
  await copy.run(sql`UPDATE log_state SET size = 0, edge = '{}'`);
  const queue = (which: RawBuilder<unknown>) =>
    sql`INSERT INTO log_pending SELECT seq, id, leaf_hash FROM ledger_transactions WHERE ${which}`;
  for (const which of [sql`id <> ${moved}`, sql`id = ${moved}`]) {
    await copy.run(queue(which));
    await sealAll(copy.db, DAY_1);
  }
}
