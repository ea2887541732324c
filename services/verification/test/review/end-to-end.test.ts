import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { proofContract, type ReviewReason, verificationContract } from "@oneheart/contracts";
import { type AuditFinding, newId } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";
import { newPicture, realService } from "@oneheart/testing";
import { openProgramme, type WholeProgramme } from "../support/programme.ts";
import * as reviewing from "../support/reviewing.ts";

const { appealProof, reverseProof } = verificationContract.operations;

describe("from the reviewer to the ledger", () => {
  let programme: WholeProgramme;
  before(async () => {
    programme = await openProgramme();
  });
  after(() => programme.app.stop());

  /** Claims the next item, which must be this proof, and decides it. */
  async function review(proof_id: string, decision: "approve" | "reject", reason_code: ReviewReason): Promise<void> {
    const { app } = programme;
    const as = app.user("reviewer");
    assert.equal((await reviewing.claim(app, as))?.proof_id, proof_id);
    await reviewing.decide(app, proof_id, { decision, reason_code }, as);
    await app.settled();
  }

  /** What the ledger's own audit and that of the impact engine find. */
  async function findings(): Promise<string[]> {
    const ledger = createLedger({ newId, now: () => new Date() });
    const { audits = [] } = await realService("impact");
    const isolated = programme.app.db.transaction().setIsolationLevel("repeatable read");
    return isolated.execute(async (tx) => {
      const found: Array<Pick<AuditFinding, "code">> = [];
      for await (const step of ledger.audit(tx)) found.push(...step.findings);
      for (const audit of audits) for await (const step of audit(tx as never)) found.push(...step.findings);
      return found.map((finding) => finding.code);
    });
  }

  test("a rejection that is overturned on appeal rewards as usual, exactly once", async () => {
    const { app } = programme;
    const player = await programme.player();
    const { proof_id, quest_id } = await programme.handIn(player, await newPicture());
    await review(proof_id, "reject", "unclear");
    assert.deepEqual([(await programme.questOf(quest_id, player)).status, (await programme.balance(player)).heart_tokens], ["failed", 0]);
    let proof = await app.call(proofContract.operations.getProof, { id: proof_id }, { as: player });
    assert.equal(proof.next_step.do, "appeal");

    await app.call(appealProof, { id: proof_id, statement: "The square is on the left." }, { as: player });
    await review(proof_id, "approve", "place_known");
    const quest = await programme.questOf(quest_id, player);
    assert.deepEqual([quest.status, quest.failure_reason], ["completed", null]);
    const { xp, heart_tokens } = await programme.balance(player);
    assert.deepEqual([xp, heart_tokens], [50, 5]);
    assert.equal((await programme.entries(player)).length, 1);
    proof = await app.call(proofContract.operations.getProof, { id: proof_id }, { as: player });
    assert.deepEqual([proof.next_step.do, proof.appeal?.status], ["nothing", "overturned"]);
    assert.deepEqual(await findings(), []);
  });

  test("an approval by rules that a witness disputes keeps its reward until two reviewers take it back", async () => {
    const player = await programme.player();
    const { proof_id, quest_id } = await programme.handIn(player, await newPicture(), { in_app: true });
    assert.equal((await programme.questOf(quest_id, player)).status, "completed");
    await programme.dispute(proof_id);
    await review(proof_id, "reject", "staged");
    assert.deepEqual(
      [(await programme.questOf(quest_id, player)).status, (await programme.balance(player)).heart_tokens],
      ["completed", 5],
    );
    await review(proof_id, "reject", "staged");
    const { status, failure_reason } = await programme.questOf(quest_id, player);
    assert.deepEqual([status, failure_reason, (await programme.balance(player)).heart_tokens], ["failed", "staged", 0]);
    assert.deepEqual(await findings(), []);
  });

  test("an approval that is reversed fails the quest and takes the reward back, and an appeal gives it again", async () => {
    const { app } = programme;
    const player = await programme.player();
    const { proof_id, quest_id } = await programme.handIn(player, await newPicture());
    await review(proof_id, "approve", "convincing");
    assert.equal((await programme.questOf(quest_id, player)).status, "completed");
    const reversals = Array.from({ length: 5 }, () =>
      app.call(reverseProof, { id: proof_id, reason_code: "staged" }, { as: app.user("admin") }),
    );
    assert.equal((await Promise.allSettled(reversals)).filter((one) => one.status === "fulfilled").length, 1);
    await app.settled();
    const quest = await programme.questOf(quest_id, player);
    assert.deepEqual([quest.status, quest.failure_reason], ["failed", "staged"]);
    const { xp, heart_tokens } = await programme.balance(player);
    assert.deepEqual([xp, heart_tokens], [0, 0]);
    const failed = app.eventsOf("quest.failed").filter((event) => event.quest_id === quest_id);
    assert.deepEqual(
      failed.map(({ reversed }) => reversed),
      [true],
      "the player is told by impact.reversed",
    );
    assert.deepEqual(await findings(), []);

    await app.call(appealProof, { id: proof_id, statement: "It was a real one." }, { as: player });
    await review(proof_id, "approve", "convincing");
    assert.equal((await programme.questOf(quest_id, player)).status, "completed");
    assert.equal((await programme.balance(player)).heart_tokens, 5);
    assert.deepEqual(
      (await programme.entries(player)).map((entry) => [entry.tokens_delta, entry.corrects !== undefined]),
      [
        [5, true],
        [-5, true],
        [5, false],
      ],
    );
    assert.deepEqual(await findings(), []);
  });
});
