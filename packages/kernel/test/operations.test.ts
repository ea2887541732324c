import assert from "node:assert/strict";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { platformContract } from "@oneheart/contracts";
import { bootServices, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { isOperationError, newId, platformService } from "../src/index.ts";
import { createTables, exampleContract, exampleService } from "./example-service.ts";

const { add, transfer, read, nested, answersTwice, forwardsUndeclared } = exampleContract.operations;

describe("an operation", () => {
  let app: TestApp;
  before(async () => {
    app = await bootServices([exampleService({ failing: false, attempts: 0 })], {
      tables: "libraries",
      events: [exampleContract.events.added],
    });
    await createTables(app.owner);
  });
  after(() => app.stop());

  const refuses = (promise: Promise<unknown>, code: string) => assert.rejects(promise, (error) => isOperationError(error, code));
  const counted = async (name: string) => (await app.call(read, { name }, { as: "system" })).value;

  it("is denied unless declared", async () => {
    await refuses(app.call(add, { name: "a" }), "unauthenticated");
    await refuses(app.call(add, { name: "a" }, { as: app.user("admin") }), "forbidden");
    await refuses(app.call(nested, {}, { as: app.player() }), "forbidden");
  });

  it("refuses unknown fields on writes and on reads", async () => {
    const surprising = { name: "strict", extra: 1 } as { name: string };
    const namesIt = (error: unknown) => isOperationError(error, "invalid_input") && error.fields![0]!.path === "extra";
    await assert.rejects(app.call(add, surprising, { as: app.player() }), namesIt);
    await assert.rejects(app.call(read, surprising, { as: app.player() }), namesIt);
  });

  it("names every wrong field with its path", async () => {
    const wrong = { name: 7, by: "x" } as never;
    await assert.rejects(
      app.call(add, wrong, { as: app.player() }),
      (error) => isOperationError(error) && error.fields!.map(({ path }) => path).join() === "name,by",
    );
  });

  it("gives the first answer again under the same key, and acts once", async () => {
    const as = app.player();
    const first = await app.call(add, { name: "once", by: 5 }, { as, idempotencyKey: "k1" });
    const second = await app.call(add, { name: "once", by: 5 }, { as, idempotencyKey: "k1" });
    assert.deepEqual([first, second, await counted("once")], [{ value: 5 }, { value: 5 }, 5]);
  });

  it("may do something else in a transaction before that of its answer, which is not taken for the answer", async () => {
    const as = app.player();
    const answers = [1, 2].map(() => app.call(add, { name: "prepared" }, { as, idempotencyKey: "p1" }));
    assert.deepEqual((await Promise.allSettled(answers)).filter(({ status }) => status === "fulfilled").length > 0, true);
    assert.deepEqual(await app.call(add, { name: "prepared" }, { as, idempotencyKey: "p1" }), { value: 1 });
    assert.ok((await counted("asked:prepared")) >= 1);
  });

  it("that honours a key answers once, and nothing but what was stored with its effect", async () => {
    await refuses(app.call(answersTwice, { how: "twice" }, { as: app.player() }), "internal");
    await refuses(app.call(answersTwice, { how: "otherwise" }, { as: app.player() }), "internal");
  });

  it("refuses another body under the same key", async () => {
    const as = app.player();
    await app.call(add, { name: "body", by: 1 }, { as, idempotencyKey: "k2" });
    await refuses(app.call(add, { name: "body", by: 2 }, { as, idempotencyKey: "k2" }), "idempotency_key_reused");
    await refuses(app.call(transfer, { name: "body" }, { as, idempotencyKey: "k2" }), "idempotency_key_reused");
  });

  it("keeps the keys of two callers apart", async () => {
    await app.call(add, { name: "apart" }, { as: app.player(), idempotencyKey: "same" });
    assert.deepEqual(await app.call(add, { name: "apart" }, { as: app.player(), idempotencyKey: "same" }), { value: 2 });
  });

  it("acts once however many of the same arrive together", async () => {
    const as = app.player();
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () => app.call(add, { name: "together" }, { as, idempotencyKey: "k3" })),
    );
    for (const result of tries) {
      if (result.status === "rejected") assert.ok(isOperationError(result.reason, "idempotency_in_flight"));
      else assert.deepEqual(result.value, { value: 1 });
    }
    assert.equal(await counted("together"), 1);
  });

  it("forgets a key whose transaction was undone", async () => {
    const as = app.player();
    await refuses(app.call(add, { name: "broken" }, { as, idempotencyKey: "k4" }), "counter_broken");
    await refuses(app.call(add, { name: "broken" }, { as, idempotencyKey: "k4" }), "counter_broken");
    await refuses(app.call(read, { name: "broken" }, { as: "system" }), "counter_not_found");
  });

  it("demands a key where it moves value, and a sane one", async () => {
    await refuses(app.call(transfer, { name: "v" }, { as: app.player() }), "idempotency_key_required");
    await refuses(app.call(transfer, { name: "v" }, { as: app.player(), idempotencyKey: "a b" }), "idempotency_key_invalid");
  });

  it("never calls another inside a transaction", async () => {
    await refuses(app.call(nested, {}, { as: "system" }), "internal");
  });

  it("answers 500 when an error that it does not declare gets through", async () => {
    await refuses(app.call(forwardsUndeclared, {}, { as: "system" }), "internal");
  });

  it("leaves a line in the audit log for a privileged write, in its transaction", async () => {
    const admin = app.user("admin");
    await app.call(transfer, { name: "audited" }, { as: admin, idempotencyKey: "a1" });
    const { items } = await app.call(platformService.contract.operations.listAudit as never, { actor_id: admin.playerId } as never, {
      as: app.user("admin"),
    });
    assert.deepEqual(
      (items as Array<{ operation: string }>).map(({ operation }) => operation),
      ["example.transfer"],
    );
    await assert.rejects(sql`DELETE FROM audit_log`.execute(app.owner), /only ever added/);
    await assert.rejects(sql`TRUNCATE audit_log`.execute(app.owner), /only ever added/);
  });

  it("finds lines of the audit log by what was done, on what and when, and gives them as CSV that no spreadsheet runs", async () => {
    const admin = app.user("admin");
    const lines = [
      ["2026-01-01T00:00:00Z", "quest.createMission", "a"],
      ["2026-01-02T00:00:00Z", "quest.updateMission", '=1+"1"'],
      ["2026-01-03T00:00:00Z", "token.createReward", "a"],
    ];
    for (const [at, operation, target] of lines)
      await sql`INSERT INTO audit_log (id, at, actor_id, role, operation, target, request_id, outcome)
        VALUES (${newId()}, ${at}, ${admin.playerId}, 'admin', ${operation}, ${target}, 'r', 'ok')`.execute(app.owner);
    const { listAudit, exportAudit } = platformContract.operations;
    const found = async (filter: object) =>
      (await app.call(listAudit, { actor_id: admin.playerId, ...filter }, { as: admin })).items.map(({ operation }) => operation);
    assert.deepEqual(await found({ operation: "quest." }), ["quest.updateMission", "quest.createMission"]);
    assert.deepEqual(await found({ operation: "quest" }), []);
    assert.deepEqual(await found({ target: "a" }), ["token.createReward", "quest.createMission"]);
    assert.deepEqual(await found({ from: "2026-01-02T00:00:00Z", to: "2026-01-03T00:00:00Z" }), ["quest.updateMission"]);
    const answer = await app.call(exportAudit, { actor_id: admin.playerId, operation: "quest." }, { as: admin });
    const rows = (await text((answer as { body: Readable }).body)).split("\r\n");
    assert.deepEqual([rows.length, rows[0]!.startsWith("\u{feff}id,at,actor_id,role,operation,target")], [4, true]);
    assert.ok(rows[1]!.includes(`quest.updateMission,"'=1+""1""",ok`), rows[1]);
    await refuses(app.call(exportAudit, {}, { as: app.user("reviewer") }), "forbidden");
  });
});
