import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { defineContract, operation, platformContract } from "@oneheart/contracts";
import { approvalStepsOf, identityInternal, platformInternal } from "@oneheart/contracts/internal";
import { bootServices, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { z } from "zod";
import { type Database, defineService, handle, handleApproved, isOperationError, type Principal } from "../src/index.ts";

/** A limit that two people change; `notes` counts how often. */
const contract = defineContract({
  service: "example",
  operations: {
    setLimit: operation({
      route: "PUT /api/example/limit",
      summary: "Change a limit",
      access: ["admin", "player"],
      approval: { by: ["admin"], waits_hours: 2 },
      input: z.object({ limit: z.int(), secret: z.string().optional() }),
      output: z.object({ limit: z.int() }),
      errors: { limit_too_low: 409 },
    }),
  },
});
const { setLimit } = contract.operations;
const { listApprovals, getApproval, approveRequest, refuseRequest, withdrawRequest, setApprovalPolicy, getApprovalPolicy, listAudit } =
  platformContract.operations;

async function limitNow(db: Database): Promise<number> {
  return (await sql<{ value: number }>`SELECT value FROM example_limit`.execute(db)).rows[0]!.value;
}

const probe = { runs: 0, least: 0, away: false };

const service = defineService(contract, {
  operations: {
    setLimit: handleApproved(setLimit, {
      async change({ limit }, ctx) {
        const now = await limitNow(ctx.db);
        if (ctx.principal.role !== "admin" || limit === now) return undefined;
        return { before: { limit: now, of: "all" }, after: { limit, of: "all" }, input: { limit } };
      },
      async run({ limit }, ctx) {
        if (probe.away) ctx.fail("unavailable");
        return ctx.transaction(async (tx) => {
          probe.runs += 1;
          if (limit < probe.least) ctx.fail("limit_too_low");
          await sql`UPDATE example_limit SET value = ${limit}, changes = changes + 1`.execute(tx.db);
          return { limit };
        });
      },
    }),
  },
});

describe("an act that needs a second person", () => {
  let app: TestApp;
  let mali: Principal;
  let somchai: Principal;
  let admins: string[] = [];

  before(async () => {
    const people = stub(identityInternal.operations.accountsWithRole, () => ({ ids: admins }));
    const events = [platformInternal.events.approvalRequested, platformInternal.events.approvalResolved];
    app = await bootServices([service], { tables: "libraries", stubs: [people], events, people: "two" });
    await sql`CREATE TABLE example_limit (value int NOT NULL, changes int NOT NULL); INSERT INTO example_limit VALUES (10, 0)`.execute(
      app.owner,
    );
    await sql`GRANT SELECT, UPDATE ON example_limit TO PUBLIC`.execute(app.owner);
    [mali, somchai] = [app.user("admin"), app.user("admin")];
  });
  after(() => app.stop());
  beforeEach(async () => {
    Object.assign(probe, { runs: 0, least: 0, away: false });
    admins = [mali.playerId, somchai.playerId];
    await sql`UPDATE example_limit SET value = 10, changes = 0`.execute(app.db);
  });

  const limit = async () => {
    const { rows } = await sql<{ value: number; changes: number }>`SELECT value, changes FROM example_limit`.execute(app.db);
    return [rows[0]!.value, rows[0]!.changes];
  };
  const refused = (call: Promise<unknown>, code: string) =>
    assert.rejects(call, (error) => {
      assert.ok(isOperationError(error, code), String(error));
      return true;
    });

  /** Asks for a limit and answers the request that is kept. */
  async function ask(value: number, as = mali) {
    const error = await app.call(setLimit, { limit: value }, { as }).then(
      () => assert.fail("it was carried out"),
      (error: unknown) => error,
    );
    assert.ok(isOperationError(error, "approval_needed"), String(error));
    return app.call(getApproval, { id: error.context!.approval_id as string }, { as: somchai });
  }
  const approve = (request: { id: string; difference_id: string }, as = somchai) =>
    app.call(approveRequest, { id: request.id, difference_id: request.difference_id }, { as });

  it("waits with its difference, and changes nothing while it does", async () => {
    const request = await ask(20);
    assert.deepEqual(await limit(), [10, 0]);
    assert.deepEqual(request.difference, [{ path: "limit", before: 10, after: 20 }]);
    assert.deepEqual([request.status, request.requested_by, request.may_approve], ["pending", mali.playerId, true]);
    assert.deepEqual(
      (await app.call(listApprovals, { status: "pending" }, { as: mali })).items.map(({ id }) => id),
      [request.id],
    );
    await app.settled();
    const asked = app.eventsOf("platform.approval_requested").at(-1);
    assert.deepEqual(asked, { approval_id: request.id, operation: "example.setLimit", ask: [somchai.playerId] });
    await app.call(withdrawRequest, { id: request.id }, { as: mali });
  });

  it("is kept once, however often it is asked for, and without what must not be kept", async () => {
    const first = await ask(21);
    await refused(app.call(setLimit, { limit: 21, secret: "a password" }, { as: mali }), "approval_needed");
    assert.equal((await ask(21)).id, first.id);
    const { rows } = await sql<{ input: unknown }>`SELECT input FROM approvals WHERE status = 'pending'`.execute(app.db);
    assert.deepEqual(rows, [{ input: { limit: 21 } }]);
    await app.call(withdrawRequest, { id: first.id }, { as: mali });
  });

  it("cannot be approved or refused by who asked, or by somebody without the role", async () => {
    const request = await ask(22);
    await refused(approve(request, mali), "approver_is_requester");
    await refused(app.call(refuseRequest, { id: request.id, reason: "no" }, { as: mali }), "approver_is_requester");
    await refused(approve(request, app.player()), "forbidden");
    await refused(app.call(withdrawRequest, { id: request.id }, { as: somchai }), "requester_only");
    assert.deepEqual(await limit(), [10, 0]);
    await app.call(withdrawRequest, { id: request.id }, { as: mali });
    await refused(approve(request), "approval_resolved");
  });

  it("is carried out when a second person approves: once, in the name of who asked, and the audit log names both", async () => {
    const request = await ask(30);
    assert.equal((await approve(request)).status, "carried_out");
    await app.settled();
    assert.deepEqual([await limit(), probe.runs], [[30, 1], 1]);
    const { items } = await app.call(listAudit, { operation: "example.setLimit", limit: 2 }, { as: mali });
    assert.deepEqual(
      items.map(({ actor_id, outcome, approval_id, approved_by }) => [actor_id, outcome, approval_id, approved_by]),
      [
        [mali.playerId, "ok", request.id, somchai.playerId],
        [mali.playerId, "asked_for_approval", request.id, null],
      ],
    );
    const { rows } = await sql`SELECT input, requester FROM approvals WHERE id = ${request.id}`.execute(app.db);
    assert.deepEqual(rows, [{ input: null, requester: null }], "nothing is kept that is not needed any more");
    assert.deepEqual(app.eventsOf("platform.approval_resolved").at(-1)?.status, "carried_out");
  });

  it("of two approvals at once only one counts", async () => {
    const wichai = app.user("admin");
    const request = await ask(31);
    const ends = await Promise.allSettled([approve(request), approve(request, wichai), approve(request)]);
    assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 1);
    await app.settled();
    assert.deepEqual(await limit(), [31, 1]);
  });

  it("shows the new difference when the record changed meanwhile, and must be approved again", async () => {
    const request = await ask(40);
    await sql`UPDATE example_limit SET value = 39`.execute(app.db);
    await refused(approve(request), "difference_changed");
    const shown = await app.call(getApproval, { id: request.id }, { as: somchai });
    assert.deepEqual(shown.difference, [{ path: "limit", before: 39, after: 40 }]);
    assert.deepEqual(await limit(), [39, 0]);
    assert.equal((await approve(shown)).status, "carried_out");
    assert.deepEqual(await limit(), [40, 1]);
  });

  it("that is done already shows no difference, and can still be approved", async () => {
    const request = await ask(45);
    await sql`UPDATE example_limit SET value = 45`.execute(app.db);
    await refused(approve(request), "difference_changed");
    const shown = await app.call(getApproval, { id: request.id }, { as: somchai });
    assert.deepEqual(shown.difference, []);
    assert.equal((await approve(shown)).status, "carried_out");
  });

  it("is closed to every role that may not approve", async () => {
    const request = await ask(46);
    for (const role of ["player", "reviewer", "sponsor", "government"] as const) {
      const as = app.user(role);
      const calls = [
        app.call(listApprovals, {}, { as }),
        app.call(getApproval, { id: request.id }, { as }),
        approve(request, as),
        app.call(refuseRequest, { id: request.id, reason: "no" }, { as }),
        app.call(withdrawRequest, { id: request.id }, { as }),
        app.call(setApprovalPolicy, { people: "one" }, { as }),
      ];
      for (const call of calls) await refused(call, "forbidden");
    }
    await app.call(withdrawRequest, { id: request.id }, { as: mali });
  });

  it("waits again when the record changes between its approval and the act", async () => {
    const [first, second] = [await ask(50), await ask(51)];
    // As an approval leaves it whose process was killed.
    await sql`UPDATE approvals SET status = 'approved', decided_by = ${somchai.playerId}, decided_at = now()
      WHERE id IN (${first.id}, ${second.id})`.execute(app.db);
    const steps = approvalStepsOf("example");
    assert.deepEqual(await app.call(steps.carryOutApproved, { id: first.id }, { as: "system" }), { status: "carried_out" });
    assert.deepEqual(await app.call(steps.carryOutApproved, { id: second.id }, { as: "system" }), { status: "pending" });
    assert.deepEqual(await limit(), [50, 1]);
    const shown = await app.call(getApproval, { id: second.id }, { as: somchai });
    assert.deepEqual([shown.difference, shown.decided_by], [[{ path: "limit", before: 50, after: 51 }], null]);
    await app.call(refuseRequest, { id: second.id, reason: "Once is enough." }, { as: somchai });
    await app.settled();
    assert.deepEqual(await limit(), [50, 1]);
  });

  it("is carried out by its job where the approver's call did not get that far, once with however many of them", async () => {
    const request = await ask(60);
    probe.away = true;
    assert.equal((await approve(request)).status, "approved");
    assert.deepEqual(await limit(), [10, 0]);
    probe.away = false;
    await sql`SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker._private_jobs), run_at := now())`.execute(
      app.owner,
    );
    const step = approvalStepsOf("example").carryOutApproved;
    await Promise.all([1, 2, 3].map(() => app.call(step, { id: request.id }, { as: "system" })));
    await app.settled();
    assert.deepEqual(await limit(), [60, 1]);
    assert.equal((await app.call(getApproval, { id: request.id }, { as: mali })).status, "carried_out");
  });

  it("fails with the record's own refusal, and says which", async () => {
    const request = await ask(5);
    probe.least = 8;
    const { status, error_code } = await approve(request);
    assert.deepEqual([status, error_code, await limit()], ["failed", "limit_too_low", [10, 0]]);
  });

  it("is dropped when who asked has lost the role", async () => {
    const request = await ask(70);
    admins = [somchai.playerId];
    const { status, error_code } = await approve(request);
    assert.deepEqual([status, error_code, await limit()], ["withdrawn", "requester_gone", [10, 0]]);
  });

  it("is refused with a reason, and expires where nobody decides", async () => {
    const refusedOne = await ask(80);
    const { status, reason } = await app.call(refuseRequest, { id: refusedOne.id, reason: "Too much." }, { as: somchai });
    assert.deepEqual([status, reason], ["refused", "Too much."]);
    const forgotten = await ask(81);
    app.clock.advance({ hours: 2 });
    await refused(approve(forgotten), "approval_resolved");
    await sql`SELECT graphile_worker.add_job('platform:expire-approvals', '{}'::json)`.execute(app.db);
    await app.settled();
    assert.equal(app.eventsOf("platform.approval_resolved").at(-1)?.status, "expired");
    assert.equal((await app.call(getApproval, { id: forgotten.id }, { as: mali })).status, "expired");
    assert.deepEqual(await limit(), [10, 0]);
  });

  it("is done alone where there is nobody else, and that is told", async () => {
    admins = [mali.playerId];
    assert.deepEqual(await app.call(setLimit, { limit: 90 }, { as: mali }), { limit: 90 });
    const [act] = (await app.call(listApprovals, { alone: true }, { as: mali })).items;
    assert.deepEqual(
      [act!.status, act!.difference, act!.requested_by, act!.decided_by],
      ["carried_out", [{ path: "limit", before: 10, after: 90 }], mali.playerId, null],
    );
    const [line] = (await app.call(listAudit, { operation: "example.setLimit" }, { as: mali })).items;
    assert.deepEqual([line!.approval_id, line!.approved_by], [act!.id, null]);
    assert.equal((await app.call(getApprovalPolicy, {}, { as: mali })).alone_lately, 1);
  });

  it("needs a second person to be lifted, and none once it is", async () => {
    const error = await app.call(setApprovalPolicy, { people: "one" }, { as: mali }).catch((error: unknown) => error);
    assert.ok(isOperationError(error, "approval_needed"));
    const request = await app.call(getApproval, { id: error.context!.approval_id as string }, { as: somchai });
    assert.deepEqual(request.difference, [{ path: "people", before: "two", after: "one" }]);
    await approve(request);
    assert.deepEqual(await app.call(setLimit, { limit: 91 }, { as: mali }), { limit: 91 });
    assert.equal((await app.call(setApprovalPolicy, { people: "two" }, { as: mali })).people, "two");
    await refused(app.call(setLimit, { limit: 92 }, { as: mali }), "approval_needed");
  });

  it("is told by the record's owner, who also says where nobody has to approve", async () => {
    assert.deepEqual(await app.call(setLimit, { limit: 11 }, { as: app.player() }), { limit: 11 });
  });

  it("must say what it changes", () => {
    const run = async () => ({ limit: 1 });
    const operations = { setLimit: handle(setLimit, run) };
    assert.throws(() => defineService(contract, { operations }), /`approval` goes with handleApproved/);
  });
});
