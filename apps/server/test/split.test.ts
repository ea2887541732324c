import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { impactContract, tokenContract } from "@oneheart/contracts";
import { openProgramme, questReaches, register } from "@oneheart/testing";
import { adminPassword, handIn } from "./harness.ts";
import { type Split, startSplit } from "./split.ts";

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
