import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createPoolGuard } from "@oneheart/backing";
import { platformContract } from "@oneheart/contracts";
import { bootServices, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import pg from "pg";
import type { Delivery } from "../src/events.ts";
import { createLogger, isOperationError, newId } from "../src/index.ts";
import { createTables, exampleContract, exampleService, type Probe } from "./example-service.ts";

const { add, read } = exampleContract.operations;
const { listDeadJobs, requeueJob } = platformContract.operations;

describe("an event", () => {
  const probe: Probe = { failing: false, attempts: 0 };
  let app: TestApp;
  before(async () => {
    app = await bootServices([exampleService(probe)], { tables: "libraries", events: [exampleContract.events.added] });
    await createTables(app.owner);
  });
  after(() => app.stop());

  const heard = async (name: string) => (await app.call(read, { name: `heard:${name}` }, { as: "system" })).value;

  const counted = async (name: string) => (await app.call(read, { name: `counted:${name}` }, { as: "system" })).value;
  const queue = (task: string, delivery: Delivery) =>
    sql`SELECT graphile_worker.add_job(${task}, ${JSON.stringify(delivery)}::json)`.execute(app.db);

  it("reaches its subscriber after the commit", async () => {
    await app.call(add, { name: "one" }, { as: app.player() });
    await app.settled();
    assert.equal(await heard("one"), 1);
    assert.equal(app.eventsOf("example.added").length, 1);
  });

  it("of an undone transaction was never said", async () => {
    await assert.rejects(app.call(add, { name: "broken" }, { as: app.player() }));
    await app.settled();
    await assert.rejects(heard("broken"), (error) => isOperationError(error, "counter_not_found"));
  });

  it("is heard once by each of two subscribers of one service", async () => {
    await app.call(add, { name: "both" }, { as: app.player() });
    await app.settled();
    assert.deepEqual([await heard("both"), await counted("both")], [1, 1]);
  });

  it("takes effect once, also when it is delivered again", async () => {
    const delivery = deliveryOf("twice");
    for (let time = 0; time < 3; time += 1) await queue("example:on-added", delivery);
    await app.settled();
    assert.equal(await heard("twice"), 1);
    await assert.rejects(counted("twice"), "a job is for one subscriber");
  });

  it("queued by a version that knew it by service and event reaches every subscriber of the service, once", async () => {
    const delivery = deliveryOf("earlier");
    await queue("example:example.added", delivery);
    await queue("example:example.added", delivery);
    await app.settled();
    assert.deepEqual([await heard("earlier"), await counted("earlier")], [1, 1]);
  });

  it("that such a version had handled when it died does not take effect again", async () => {
    const delivery = deliveryOf("handled");
    await sql`INSERT INTO handled_events (event_id, subscriber) VALUES (${delivery.event_id}, 'example')`.execute(app.db);
    await queue("example:example.added", delivery);
    await app.settled();
    await assert.rejects(heard("handled"), (error) => isOperationError(error, "counter_not_found"));
    await assert.rejects(counted("handled"), (error) => isOperationError(error, "counter_not_found"));
  });

  it("queued under a name that its subscriber had before takes effect once, and not when it had it under that name", async () => {
    const [waiting, handled] = [deliveryOf("renamed"), deliveryOf("renamed-handled")];
    for (const task of ["example:when-added", "example:when-added", "example:on-added"]) await queue(task, waiting);
    await sql`INSERT INTO handled_events (event_id, subscriber) VALUES (${handled.event_id}, 'example:when-added')`.execute(app.db);
    await queue("example:when-added", handled);
    await app.settled();
    assert.equal(await heard("renamed"), 1);
    await assert.rejects(heard("renamed-handled"), (error) => isOperationError(error, "counter_not_found"));
  });

  it("is heard beside another by a subscriber to both", async () => {
    await app.emit(exampleContract.events.removed, { name: "either" });
    await app.emit(exampleContract.events.added, { id: newId(), name: "either", fail: false });
    await app.settled();
    assert.deepEqual([await counted("either"), await heard("either")], [2, 1]);
  });

  it("whose subscriber fails is tried again, then listed among the dead, and an administrator can give it another go", async () => {
    probe.failing = true;
    probe.attempts = 0;
    await app.call(add, { name: "dead" }, { as: app.player() });
    await app.settled();
    assert.equal(probe.attempts, 3);
    const admin = app.user("admin");
    const { items } = await app.call(listDeadJobs, {}, { as: admin });
    assert.equal(items.length, 1);
    assert.equal(items[0]!.task, "example:on-added");
    assert.match(items[0]!.last_error!, /the subscriber is broken/);

    probe.failing = false;
    await app.call(requeueJob, { id: items[0]!.id }, { as: admin });
    await app.settled();
    assert.equal(await heard("dead"), 1);
    assert.deepEqual((await app.call(listDeadJobs, {}, { as: admin })).items, []);
    await assert.rejects(app.call(requeueJob, { id: items[0]!.id }, { as: admin }), (error) => isOperationError(error, "job_not_found"));
  });

  it("held by a process that died is given back and takes effect; one held by a live process stays with it", async () => {
    const { pool, guard } = await strangers(app.databaseUrl);
    const held = async () =>
      (await sql<{ held: string | null }>`SELECT locked_by AS held FROM graphile_worker._private_jobs`.execute(app.db)).rows.map(
        (row) => row.held,
      );
    const delivery = deliveryOf("orphan");
    // Put aside under a lock from the start, so that the app's own workers do not take it.
    await app.db.transaction().execute(async (tx) => {
      await sql`SELECT graphile_worker.add_job('example:on-added', ${JSON.stringify(delivery)}::json)`.execute(tx);
      await sql`UPDATE graphile_worker._private_jobs SET locked_by = 'a-stranger', locked_at = now()`.execute(tx);
    });
    await guard.claim("a-stranger");
    assert.equal(await guard.freeAbandoned(["example:on-added"]), 0);
    assert.deepEqual(await held(), ["a-stranger"]);
    await guard.close();
    const other = await strangers(app.databaseUrl);
    assert.equal(await other.guard.freeAbandoned(["example:on-added"]), 1);
    await app.settled();
    assert.equal(await heard("orphan"), 1);
    await other.guard.close();
    await Promise.all([pool.end(), other.pool.end()]);
  });
});

function deliveryOf(name: string): Delivery {
  const payload = { id: newId(), name, fail: false };
  return { event_id: newId(), type: "example.added", payload, request_id: "r", emitted_at: new Date().toISOString() };
}

/** The guard of another process. */
async function strangers(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const guard = createPoolGuard({ pool, databaseUrl, log: createLogger({ level: "silent" }) });
  await guard.open();
  return { pool, guard };
}
