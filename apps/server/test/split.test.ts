import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ApiError, identityContract, impactContract, platformContract, tokenContract } from "@oneheart/contracts";
import { logIn, openProgramme, questReaches, register, until } from "@oneheart/testing";
import { adminPassword, handIn } from "./harness.ts";
import { type Split, startSplit } from "./split.ts";

const waitsForRow = `
  SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE transfer_policy%'`;

describe("the main job, as a gateway and several processes on one database", () => {
  let split: Split;
  before(async () => {
    split = await startSplit([
      "gateway,identity,player",
      "map,quest,notification",
      "proof,verification",
      "social,impact,token,sponsor,analytics",
    ]);
  });
  after(() => split.stop());

  it("runs from registration to transfer", async () => {
    const url = split.children[0]!.url;
    const programme = await openProgramme(url, adminPassword);
    const person = await register(url, "walker");
    const { questId } = await handIn(person, programme);
    const quest = await questReaches(person, questId, "completed");
    const other = await register(url, "friend");
    await person.call(tokenContract.operations.transferTokens, { to: other.did, amount: 2 });
    assert.equal((await other.call(tokenContract.operations.getBalance, {})).heart_tokens, 2);
    const { items } = await person.call(impactContract.operations.listLedger, { player_id: person.id });
    assert.deepEqual(
      items.map(({ xp_delta }) => xp_delta),
      [quest.reward_xp],
    );
  });

  it("carries an approved act out once, also when its process is killed in the middle of it", async () => {
    const url = split.children[0]!.url;
    const { approveRequest, getApproval } = platformContract.operations;
    const [admin, second] = [await logIn(url, "admin", adminPassword), { username: "second", password: "two pairs of eyes" }];
    await admin.call(identityContract.operations.createAccount, { ...second, email: "second@example.org", role: "admin" });
    const approver = await logIn(url, second.username, second.password);
    const asked = await admin.call(tokenContract.operations.setTransferPolicy, { young_days: 9 }).catch((error: ApiError) => error);
    assert.ok(asked instanceof ApiError && asked.code === "approval_needed", String(asked));
    const { id, difference_id } = await approver.call(getApproval, { id: asked.problem.context!.approval_id as string });

    // Whoever holds the row keeps the act from ending.
    const held = await split.hold("SELECT FROM transfer_policy FOR UPDATE");
    const approving = approver.call(approveRequest, { id, difference_id });
    await until(
      async () => (await split.query<{ n: number }>(waitsForRow))[0]!.n,
      (waiting) => waiting > 0,
      "the act waits for its row",
    );
    const restarted = split.restart(3);
    assert.equal((await approving).status, "approved");
    await held.release();
    await restarted;
    await until(
      async () => (await approver.call(getApproval, { id })).status,
      (status) => status === "carried_out",
      "the act is carried out",
    );
    assert.equal((await admin.call(tokenContract.operations.getTransferPolicy, {})).young_days, 9);
    const lines = await split.query("SELECT FROM audit_log WHERE operation = 'token.setTransferPolicy' AND approved_by IS NOT NULL");
    assert.equal(lines.length, 1);
  });

  it("shows nothing of a service to those without the internal secret", async () => {
    const quest = split.children[1]!.url;
    const answer = await fetch(`${quest}/internal/quest/questCounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    assert.equal(answer.status, 401);
    const forged = await fetch(`${quest}/internal/quest/questCounts`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoic3lzdGVtIn0." },
      body: "{}",
    });
    assert.equal(forged.status, 401);
    assert.equal((await fetch(`${quest}/api/quest/list`)).status, 404);
  });

  it("answers 503, not 500, while a service is away, and works again when it is back", async () => {
    const url = split.children[0]!.url;
    const person = await register(url, "patient");
    await split.children[3]!.end("SIGTERM");
    await assert.rejects(person.call(tokenContract.operations.getBalance, {}), { status: 503, code: "unavailable" });
    await split.restart(3);
    assert.equal((await person.call(tokenContract.operations.getBalance, {})).heart_tokens, 0);
  });
});
