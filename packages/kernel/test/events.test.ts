import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { platformContract } from "@oneheart/contracts";
import { bootServices, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { isOperationError } from "../src/index.ts";
import { freeJobsOfDeadPools } from "../src/worker-liveness.ts";
import { createTables, exampleContract, exampleService, type Probe } from "./example-service.ts";

const { add, read } = exampleContract.operations;
const { listDeadJobs, requeueJob } = platformContract.operations;

describe("an event", () => {
  const probe: Probe = { failing: false, attempts: 0 };
  let app: TestApp;
  before(async () => {
    app = await bootServices([exampleService(probe)], { tables: "libraries", events: [exampleContract.events.added] });
    await createTables(app.db);
  });
  after(() => app.stop());

  const heard = async (name: string) => (await app.call(read, { name: `heard:${name}` }, { as: "system" })).value;

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

  it("takes effect once, also when it is delivered again", async () => {
    const id = "0198b1a0-0000-7000-8000-000000000001";
    const delivery = {
      event_id: id,
      type: "example.added",
      payload: { id, name: "twice", fail: false },
      request_id: "r",
      emitted_at: new Date().toISOString(),
    };
    for (let time = 0; time < 3; time += 1) {
      await sql`SELECT graphile_worker.add_job('example:example.added', ${JSON.stringify(delivery)}::json)`.execute(app.db);
    }
    await app.settled();
    assert.equal(await heard("twice"), 1);
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
    assert.equal(items[0]!.task, "example:example.added");
    assert.match(items[0]!.last_error!, /the subscriber is broken/);

    probe.failing = false;
    await app.call(requeueJob, { id: items[0]!.id }, { as: admin });
    await app.settled();
    assert.equal(await heard("dead"), 1);
    assert.deepEqual((await app.call(listDeadJobs, {}, { as: admin })).items, []);
    await assert.rejects(app.call(requeueJob, { id: items[0]!.id }, { as: admin }), (error) => isOperationError(error, "job_not_found"));
  });

  it("held by a process that died is given back; one held by a live process is not", async () => {
    const delivery = {
      event_id: "0198b1a0-0000-7000-8000-000000000002",
      type: "example.added",
      payload: {},
      request_id: "r",
      emitted_at: new Date().toISOString(),
    };
    await sql`SELECT graphile_worker.add_job('nobody:listens', ${JSON.stringify(delivery)}::json)`.execute(app.db);
    await sql`UPDATE graphile_worker._private_jobs SET locked_by = 'a-dead-pool', locked_at = now() - interval '1 minute'`.execute(app.db);
    assert.equal(await freeJobsOfDeadPools(app.db, 10), 1);
    const alive = await sql<{
      held: string;
    }>`SELECT locked_by AS held FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL`.execute(app.db);
    assert.deepEqual(alive.rows, []);
    await sql`DELETE FROM graphile_worker._private_jobs`.execute(app.db);
  });
});
