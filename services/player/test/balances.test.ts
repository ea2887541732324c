import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { levelForXp, xpForLevel } from "@oneheart/contracts";
import type { TestApp } from "@oneheart/testing";
import fc from "fast-check";
import { sql } from "kysely";
import { bootPlayer, createPlayer, operations } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootPlayer();
});
after(() => app?.stop());

type Asset = "XP" | "HEART" | "CREDIT" | "THB";
type Posting = { owner: string; asset: Asset; credits?: number; debits?: number; pending?: number; kind?: string };

/** Writes balances as the ledger does: accounts first, then one statement that moves them. */
async function post(...postings: Posting[]): Promise<void> {
  await app.db.transaction().execute(async (db) => {
    const rows = JSON.stringify(postings.map((posting) => ({ kind: "player", credits: 0, debits: 0, pending: 0, ...posting })));
    await sql`
      INSERT INTO ledger_accounts (asset_id, kind, owner_id)
      SELECT a.id, p.kind, p.owner FROM json_to_recordset(${rows}::json) AS p (owner text, asset text, kind text)
      JOIN ledger_assets a ON a.code = p.asset ON CONFLICT DO NOTHING`.execute(db);
    await sql`
      UPDATE ledger_accounts l SET credits_posted = l.credits_posted + p.credits, debits_posted = l.debits_posted + p.debits,
        debits_pending = l.debits_pending + p.pending
      FROM json_to_recordset(${rows}::json) AS p (owner text, asset text, kind text, credits bigint, debits bigint, pending bigint)
      JOIN ledger_assets a ON a.code = p.asset
      WHERE l.owner_id = p.owner AND l.kind = p.kind AND l.asset_id = a.id`.execute(db);
  });
}

const profileOf = async (id: string) => {
  const { level, total_xp, xp_to_next_level, heart_tokens, impact_credits } = (
    await app.call(operations.getPlayer, { id }, { as: app.player() })
  ).profile;
  return { level, total_xp, xp_to_next_level, heart_tokens, impact_credits };
};

test("a player's balances are those of the ledger, credits in whole credits", async () => {
  const { id } = await createPlayer(app);
  await post(
    { owner: id, asset: "XP", credits: 1250 },
    { owner: id, asset: "HEART", credits: 125 },
    { owner: id, asset: "CREDIT", credits: 50_050 },
  );
  assert.deepEqual(await profileOf(id), { level: 5, total_xp: 1250, xp_to_next_level: 250, heart_tokens: 125, impact_credits: 500.5 });
  await post({ owner: id, asset: "HEART", debits: 25 });
  assert.equal((await profileOf(id)).heart_tokens, 100);
  assert.equal((await profileOf(id)).total_xp, 1250);
});

test("what is only held is still the player's", async () => {
  const { id } = await createPlayer(app);
  await post({ owner: id, asset: "HEART", credits: 50 });
  await post({ owner: id, asset: "HEART", pending: 20 });
  assert.equal((await profileOf(id)).heart_tokens, 50);
});

test("one statement moves many players, and nobody else", async () => {
  const players = await Promise.all(Array.from({ length: 20 }, () => createPlayer(app)));
  const [bystander, ...moved] = players;
  await post(
    ...moved.flatMap(
      ({ id }, i) =>
        [
          { owner: id, asset: "XP", credits: i },
          { owner: id, asset: "HEART", credits: 100 + i },
        ] as Posting[],
    ),
  );
  for (const [i, { id }] of moved.entries()) {
    const { total_xp, heart_tokens } = await profileOf(id);
    assert.deepEqual([total_xp, heart_tokens], [i, 100 + i]);
  }
  assert.equal((await profileOf(bystander!.id)).heart_tokens, 0);
});

test("other kinds of account, other assets and owners that are no players change nothing", async () => {
  const { id } = await createPlayer(app);
  await post(
    { owner: id, asset: "HEART", credits: 7, kind: "escrow" },
    { owner: id, asset: "THB", credits: 7 },
    { owner: "not a uuid; DROP TABLE players", asset: "HEART", credits: 7 },
    { owner: crypto.randomUUID(), asset: "HEART", credits: 7 },
  );
  assert.deepEqual(await profileOf(id), { level: 1, total_xp: 0, xp_to_next_level: 100, heart_tokens: 0, impact_credits: 0 });
});

test("a posting that is undone leaves no trace on the player", async () => {
  const { id } = await createPlayer(app);
  await post({ owner: id, asset: "XP", credits: 10 });
  await assert.rejects(post({ owner: id, asset: "XP", credits: 500 }, { owner: id, asset: "HEART", debits: 1 }));
  assert.equal((await profileOf(id)).total_xp, 10);
});

test("after any postings at once, players and ledger agree", async () => {
  const players = await Promise.all(Array.from({ length: 6 }, () => createPlayer(app)));
  const postings = fc.sample(
    fc.array(
      fc.record({
        owner: fc.constantFrom(...players.map(({ id }) => id)),
        asset: fc.constantFrom<Asset>("XP", "HEART", "CREDIT"),
        credits: fc.nat(1_000),
      }),
      { minLength: 1, maxLength: 1 },
    ),
    150,
  );
  await Promise.all(postings.map((posting) => post(...posting)));
  const { rows } = await sql<{ wrong: bigint; players: bigint }>`
    SELECT count(*) FILTER (WHERE CASE a.code WHEN 'XP' THEN p.total_xp WHEN 'HEART' THEN p.heart_tokens ELSE p.impact_credits END
      <> l.credits_posted - l.debits_posted) AS wrong, count(*) AS players
    FROM ledger_accounts l JOIN ledger_assets a ON a.id = l.asset_id JOIN players p ON p.id::text = l.owner_id
    WHERE l.kind = 'player' AND a.code IN ('XP', 'HEART', 'CREDIT')`.execute(app.db);
  assert.equal(rows[0]!.wrong, 0n);
  assert.ok(rows[0]!.players >= 18n);
});

test("the database and the program give every XP the same level", async () => {
  const boundaries = [...Array.from({ length: 2_000 }, (_, i) => i + 1), 10_000, 123_456, 1_000_000, 13_000_000].flatMap((level) => {
    const xp = xpForLevel(level);
    return [xp - 1, xp, xp + 1].filter((value) => value >= 0);
  });
  const random = fc.sample(fc.maxSafeNat(), 5_000);
  const values = [...boundaries, ...random, Number.MAX_SAFE_INTEGER];
  const { rows } = await sql<{ xp: bigint; level: number }>`
    SELECT xp, level_for_xp(xp) AS level FROM unnest(${values}::bigint[]) AS xp`.execute(app.db);
  assert.equal(rows.length, values.length);
  for (const { xp, level } of rows) assert.equal(level, levelForXp(Number(xp)), `${xp}`);
});
