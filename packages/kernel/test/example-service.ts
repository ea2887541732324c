/** A small service for the kernel's own tests: counters that only their owner can change. */
import { defineContract, event, Id, operation } from "@oneheart/contracts";
import { sql } from "kysely";
import { z } from "zod";
import { type Database, defineService, handle, type ServiceDefinition, subscribe } from "../src/index.ts";

export const exampleContract = defineContract({
  service: "example",
  operations: {
    add: operation({
      route: "POST /api/example/add",
      summary: "Add to a counter",
      access: ["player"],
      idempotent: true,
      input: z.object({ name: z.string(), by: z.int().default(1), explode: z.boolean().default(false) }),
      output: z.object({ value: z.int() }),
      errors: { counter_broken: 409 },
    }),
    transfer: operation({
      route: "POST /api/example/transfer",
      summary: "Needs a key",
      access: ["player", "admin"],
      idempotent: "required",
      input: z.object({ name: z.string() }),
      output: z.object({ value: z.int() }),
    }),
    read: operation({
      route: "GET /api/example/:name",
      summary: "Read a counter",
      access: ["player", "internal"],
      input: z.object({ name: z.string() }),
      output: z.object({ value: z.int() }),
      errors: { counter_not_found: 404 },
    }),
    nested: operation({
      summary: "Calls inside a transaction, which is a bug",
      access: ["internal"],
      input: z.object({}),
      output: z.object({}),
    }),
    answersTwice: operation({
      route: "POST /api/example/twice",
      summary: "Answers twice, or something else than its answer, which are bugs",
      access: ["player"],
      idempotent: true,
      input: z.object({ how: z.enum(["twice", "otherwise"]) }),
      output: z.object({ value: z.int() }),
    }),
    forwardsUndeclared: operation({
      summary: "Lets another operation's error through, which is a bug",
      access: ["internal"],
      input: z.object({}),
      output: z.object({}),
    }),
  },
  events: {
    removed: event("example.removed", z.object({ name: z.string() })),
    added: event("example.added", z.object({ id: Id, name: z.string(), fail: z.boolean() })),
  },
});

const { operations, events } = exampleContract;

async function increase(db: Database, name: string, by: number): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    INSERT INTO example_counters VALUES (${name}, ${by}) ON CONFLICT (name) DO UPDATE SET value = example_counters.value + ${by} RETURNING value`.execute(
    db,
  );
  return rows[0]!.value;
}

/** What a test can see and change of the service. */
export interface Probe {
  failing: boolean;
  attempts: number;
}

export function exampleService(probe: Probe): ServiceDefinition {
  return defineService(exampleContract, {
    operations: {
      add: handle(operations.add, async ({ name, by, explode }, ctx) => {
        await ctx.transaction(async (tx) => void (await increase(tx.db, `asked:${name}`, 1)));
        return ctx.answer(async (tx) => {
          const value = await increase(tx.db, name, by);
          tx.emit(events.added, { id: ctx.newId(), name, fail: explode });
          if (name === "broken") ctx.fail("counter_broken");
          return { value };
        });
      }),
      transfer: handle(operations.transfer, async ({ name }, ctx) => ctx.answer(async (tx) => ({ value: await increase(tx.db, name, 1) }))),
      read: handle(operations.read, async ({ name }, ctx) => {
        const { rows } = await sql<{ value: number }>`SELECT value FROM example_counters WHERE name = ${name}`.execute(ctx.db);
        return rows[0] ?? ctx.fail("counter_not_found");
      }),
      nested: handle(operations.nested, async (_, ctx) =>
        ctx.transaction(async () => {
          await ctx.call(operations.read, { name: "x" });
          return {};
        }),
      ),
      answersTwice: handle(operations.answersTwice, async ({ how }, ctx) => {
        await ctx.answer(async () => ({ value: 1 }));
        return how === "twice" ? ctx.answer(async () => ({ value: 2 })) : ({ value: 3 } as never);
      }),
      forwardsUndeclared: handle(operations.forwardsUndeclared, async (_, ctx) => {
        await ctx.call(operations.read, { name: "nowhere" });
        return {};
      }),
    },
    subscribers: [
      subscribe(
        "on-added",
        events.added,
        async ({ name }, ctx) => {
          await ctx.once(async (tx) => {
            await increase(tx.db, `heard:${name}`, 1);
            probe.attempts += 1;
            if (probe.failing) throw new Error("the subscriber is broken");
          });
        },
        { attempts: 3, earlier: ["when-added"] },
      ),
      subscribe("count-added", [events.added, events.removed], async ({ name }, ctx) => {
        await ctx.once(async (tx) => void (await increase(tx.db, `counted:${name}`, 1)));
      }),
    ],
  });
}

export async function createTables(db: Database): Promise<void> {
  await sql`CREATE TABLE example_counters (name text PRIMARY KEY, value int NOT NULL); GRANT ALL ON example_counters TO oneheart_app`.execute(
    db,
  );
}
