import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decision } from "@oneheart/contracts";
import { nextStep, reasonOf, type Situation } from "../src/rules/next-step.ts";
import { judgementFor } from "../src/rules/viewer.ts";

const until = "2026-12-01T00:00:00.000Z";
const appeal = { status: "open" as const, statement: "Look again.", created_at: until, due_at: until, decided_at: null };
const plain: Situation = { status: "rejected", appeal: null, appeal_until: null, quest_open_until: null, hand_in_until: null };
const decision: Decision = {
  ...{ outcome: "rejected", decided_by: "reviewer", reviewer_id: "11111111-1111-4111-8111-111111111111", reason_code: "staged" },
  ...{ note: "known faker", rule_version: "v1", decided_at: until },
};

test("the next step: the table", () => {
  const table: Array<[Partial<Situation>, string, string | null]> = [
    [{ status: "stored" }, "wait", null],
    [{ status: "verifying" }, "wait", null],
    [{ status: "in_review" }, "wait", null],
    [{ status: "appealed", appeal }, "wait", until],
    [{ status: "verified" }, "nothing", null],
    [{ status: "verified", hand_in_until: until }, "hand_in", until],
    [{ appeal_until: until }, "appeal", until],
    [{ appeal_until: until, quest_open_until: "2026-11-30T00:00:00.000Z" }, "take_new_photo", "2026-11-30T00:00:00.000Z"],
    [{ quest_open_until: until }, "take_new_photo", until],
    [{}, "nothing", null],
    [{ appeal: { ...appeal, status: "upheld" } }, "nothing", null],
  ];
  for (const [change, what, when] of table) {
    const step = nextStep({ ...plain, ...change }, "en");
    assert.deepEqual([step.do, step.until], [what, when], JSON.stringify(change));
    assert.match(step.words, /\.$/);
    const thai = nextStep({ ...plain, ...change }, "th");
    assert.deepEqual([thai.do, thai.until], [what, when]);
    assert.match(thai.words, /^[\u0e00-\u0e7f ]+$/, JSON.stringify(change));
  }
});

test("who may still appeal is told so, also with a new photo to take, and who may not is not", () => {
  assert.match(nextStep({ ...plain, quest_open_until: until, appeal_until: until }, "en").words, /appeal/);
  assert.doesNotMatch(nextStep({ ...plain, quest_open_until: until }, "en").words, /appeal/);
});

test("the player reads a reason, and neither who decided nor the note", () => {
  assert.match(reasonOf(decision, "en")!, /put up for the picture/);
  assert.match(reasonOf({ ...decision, reason_code: "something_new" }, "en")!, /signals say what/);
  assert.match(reasonOf(decision, "th")!, /[\u0e00-\u0e7f]/);
  assert.equal(reasonOf(null, "en"), null);
  const judged = { status: "rejected" as const, decision, reason: "Staged.", appeal, next_step: nextStep(plain, "en") };
  const owner = judgementFor("owner", judged);
  assert.deepEqual([owner.decision?.note, owner.decision?.reviewer_id, owner.decision?.reason_code], [null, null, "staged"]);
  assert.deepEqual(judgementFor("administrator", judged), judged);
});
