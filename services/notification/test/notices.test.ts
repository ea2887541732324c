import assert from "node:assert/strict";
import { test } from "node:test";
import { automaticReasons } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { type Message, renderAll } from "@oneheart/messages";
import { proofNotice, questFailedNotice } from "../src/rules/notices.ts";

const ids = { proof_id: newId(), action_id: newId(), player_id: newId(), quest_id: newId(), mission_id: newId(), zone_id: newId() };
const decided = { ...ids, authenticity_score: 40, decision_no: 0 };

const inEnglish = (body: Message[]) => renderAll(body, "en");

for (const [code, words] of Object.entries(automaticReasons)) {
  test(`who is told of ${code} reads why`, () => {
    assert.ok(inEnglish(proofNotice({ ...decided, status: "in_review", reason_code: code })!.body).startsWith(words));
    assert.ok(inEnglish(questFailedNotice({ ...ids, title: "Clean the canal", reason: code })!.body).endsWith(words));
  });
}

test("a proof that no person looks at, and a quest whose reward was taken back, are told elsewhere", () => {
  assert.equal(proofNotice({ ...decided, status: "verified", reason_code: "rules_passed" }), undefined);
  assert.equal(questFailedNotice({ ...ids, title: "Clean the canal", reason: "staged", reversed: true }), undefined);
});
