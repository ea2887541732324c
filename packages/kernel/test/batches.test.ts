import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { defineContract, event, operation, platformContract } from "@oneheart/contracts";
import { bootServices, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { z } from "zod";
import { type Database, defineService, handleBatch, isOperationError, subscribeBatch } from "../src/index.ts";

const contract = defineContract({
  service: "desk",
  operations: {
    deposit: operation({
      route: "POST /api/desk/deposit",
      summary: "Adds to an account, together with others",
      access: ["player"],
      idempotent: true,
      input: z.object({ account: z.string(), amount: z.int(), break_after: z.boolean().default(false) }),
      output: z.object({ balance: z.int(), company: z.int(), transaction: z.string() }),
      errors: { overdrawn: 409 },
    }),
  },
  events: { deposited: event("desk.deposited", z.object({ account: z.string() })) },
});
const { deposit } = contract.operations;

interface Posting {
  account: string;
  amount: number;
}

/** Adds all postings; answers each one's balance, or nothing where it would be below zero. */
async function post(db: Database, postings: Posting[]): Promise<Array<{ balance: number | undefined; company: number }>> {
  const answers: Array<{ balance: number | undefined; company: number }> = [];
  for (const { account, amount } of postings) {
    const { rows } = await sql<{ balance: number }>`
      INSERT INTO desk_accounts SELECT ${account}, ${amount}::int WHERE ${amount}::int >= 0
      ON CONFLICT (account) DO UPDATE SET balance = desk_accounts.balance + excluded.balance RETURNING balance`.execute(db);
    answers.push({ balance: rows[0]?.balance, company: postings.length });
  }
  return answers;
}

const deskService = defineService(contract, {
  operations: {
    deposit: handleBatch(deposit, {
      conflictKey: ({ account }) => account,
      async run(requests, ctx) {
        assert.ok(requests.length > 0);
        await ctx.transaction(async (db, members) => {
          const posted = await post(
            db,
            members.map(({ input }) => input),
          );
          const { rows } = await sql<{ id: string }>`SELECT pg_current_xact_id()::text AS id`.execute(db);
          const answers = members.map((member, index) => {
            const { balance, company } = posted[index]!;
            return balance === undefined ? member.refuse("overdrawn") : { balance, company, transaction: rows[0]!.id };
          });
          for (const [index, { input }] of members.entries()) {
            if (isOperationError(answers[index])) continue;
            await sql`INSERT INTO desk_notes VALUES (${input.account}, ${input.amount})`.execute(db);
            members[index]!.emit(contract.events.deposited, { account: input.account });
            if (input.break_after) await sql`SELECT 1 / 0`.execute(db);
          }
          return answers;
        });
      },
    }),
  },
  subscribers: [
    subscribeBatch(
      "on-deposited",
      contract.events.deposited,
      {
        async run(_, ctx) {
          await ctx.once(async (db, members) => {
            for (const { payload } of members) {
              if (payload.account.startsWith("hated")) throw new Error("this one always fails");
              await sql`INSERT INTO desk_heard VALUES (${payload.account}, ${members.length})`.execute(db);
            }
          });
        },
      },
      { attempts: 2 },
    ),
  ],
});

describe("operations and subscribers that run in batches", () => {
  let app: TestApp;
  before(async () => {
    app = await bootServices([deskService], { tables: "libraries" });
    await sql`CREATE TABLE desk_accounts (account text PRIMARY KEY, balance int NOT NULL CHECK (balance >= 0))`.execute(app.owner);
    await sql`CREATE TABLE desk_notes (account text NOT NULL, amount int NOT NULL)`.execute(app.owner);
    await sql`CREATE TABLE desk_heard (account text NOT NULL, company int NOT NULL)`.execute(app.owner);
    await sql`GRANT ALL ON desk_accounts, desk_notes, desk_heard TO oneheart_app`.execute(app.owner);
  });
  after(() => app.stop());

  const put = (account: string, amount: number, more: { break_after?: boolean } = {}) =>
    app.call(deposit, { account, amount, ...more }, { as: app.player() });
  const notesOf = async (prefix: string) => {
    const { rows } = await sql<{ account: string }>`SELECT account FROM desk_notes WHERE account LIKE ${`${prefix}%`}`.execute(app.db);
    return rows.map(({ account }) => account).sort();
  };
  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(2, "0")}`);

  it("carry many callers that come at once, and answer each its own", async () => {
    const accounts = names("many", 40);
    const answers = await Promise.all(accounts.map((account, index) => put(account, index)));
    assert.deepEqual(
      answers.map(({ balance }) => balance),
      accounts.map((_, index) => index),
    );
    assert.ok(new Set(answers.map(({ transaction }) => transaction)).size <= 4, "forty callers took more than four transactions");
    assert.ok(answers.some(({ company }) => company >= 20));
    assert.deepEqual(await notesOf("many"), accounts);
  });

  it("are a caller's own when nobody else comes", async () => {
    const { company, balance } = await put("alone", 3);
    assert.deepEqual([company, balance], [1, 3]);
  });

  it("undo only what failed: one who is refused sinks nobody and leaves nothing", async () => {
    const accounts = names("mixed", 12);
    const ends = await Promise.allSettled(accounts.map((account, index) => put(account, index === 5 ? -1 : 1)));
    assert.deepEqual(
      ends.flatMap((end, index) => (end.status === "rejected" ? [[index, isOperationError(end.reason, "overdrawn")]] : [])),
      [[5, true]],
    );
    assert.deepEqual(
      await notesOf("mixed"),
      accounts.filter((_, index) => index !== 5),
    );
  });

  it("undo only what failed: a statement that breaks after others wrote breaks its own caller alone", async () => {
    const accounts = names("broken", 8);
    const ends = await Promise.allSettled(accounts.map((account, index) => put(account, 1, { break_after: index === 2 })));
    assert.deepEqual(
      ends.map(({ status }) => status),
      accounts.map((_, index) => (index === 2 ? "rejected" : "fulfilled")),
    );
    assert.deepEqual(
      await notesOf("broken"),
      accounts.filter((_, index) => index !== 2),
    );
    const { rows } = await sql<{ sum: number }>`SELECT sum(balance)::int AS sum FROM desk_accounts WHERE account LIKE 'broken%'`.execute(
      app.db,
    );
    assert.equal(rows[0]!.sum, 7);
  });

  it("never hold two who must stay apart", async () => {
    const answers = await Promise.all(Array.from({ length: 9 }, () => put("same", 1)));
    assert.equal(new Set(answers.map(({ transaction }) => transaction)).size, 9);
    assert.deepEqual(answers.map(({ balance }) => balance).sort(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("answer the first answer again, beside others whose request is new", async () => {
    const as = app.player();
    const again = () => app.call(deposit, { account: "replayed", amount: 4 }, { as, idempotencyKey: "again" });
    const first = await again();
    const [second, other] = await Promise.all([again(), put("beside", 1)]);
    assert.deepEqual([second, other.balance, await notesOf("replayed")], [first, 1, ["replayed"]]);
    const reused = app.call(deposit, { account: "replayed", amount: 5 }, { as, idempotencyKey: "again" });
    await assert.rejects(reused, (error) => isOperationError(error, "idempotency_key_reused"));
  });

  it("hear the events of one transaction together, each once; one that fails is tried again alone", async () => {
    const accounts = [...names("heard", 20), "hated"];
    await Promise.all(accounts.map((account) => put(account, 1)));
    await app.settled();
    const { rows } = await sql<{ account: string; company: number }>`
      SELECT account, company FROM desk_heard WHERE account LIKE 'heard%' ORDER BY account`.execute(app.db);
    assert.deepEqual(
      rows.map(({ account }) => account),
      names("heard", 20),
    );
    assert.ok(rows.some(({ company }) => company > 1));
    const { items } = await app.call(platformContract.operations.listDeadJobs, {}, { as: app.user("admin") });
    assert.deepEqual(
      items.map(({ task, payload }) => [task, (payload.payload as { account: string } | undefined)?.account]),
      [["desk:on-deposited", "hated"]],
    );
  });

  it("act once for one key however often it comes at once, beside others with keys of their own", async () => {
    const as = app.player();
    const others = names("keyed", 6).map((account, index) =>
      app.call(deposit, { account, amount: 1 }, { as: app.player(), idempotencyKey: `own-${index}` }),
    );
    const same = Array.from({ length: 6 }, () =>
      app.call(deposit, { account: "keyed-same", amount: 1 }, { as, idempotencyKey: "one" }).catch((error: unknown) => {
        assert.ok(isOperationError(error, "idempotency_in_flight"), String(error));
        return undefined;
      }),
    );
    assert.equal((await Promise.all(others)).length, 6);
    const answered = (await Promise.all(same)).filter((answer) => answer !== undefined);
    assert.ok(answered.length >= 1);
    assert.deepEqual(new Set(answered.map(({ balance }) => balance)), new Set([1]));
    assert.equal((await notesOf("keyed-same")).length, 1);
  });
});
