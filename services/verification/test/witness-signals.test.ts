import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { signalWords } from "@oneheart/messages";
import { assess } from "../src/assessment/rules/assess.ts";
import type { Facts, ModelFacts, WitnessStatement } from "../src/assessment/rules/facts.ts";
import { currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsWith } from "./support/facts.ts";

function seen(facts: Partial<Facts>, code: string, more: Parameters<typeof factsWith>[0] = {}) {
  const assessment = assess({ ...factsWith(more), ...facts }, currentRules);
  return { ...assessment, signal: assessment.signals.find((signal) => signal.code === code)! };
}

describe("witnesses", () => {
  const says = (circle: string, change: Partial<WitnessStatement> = {}): WitnessStatement => ({
    verdict: "confirm",
    plausible: true,
    weight: 600,
    circle,
    ...change,
  });
  const said = (required: number, statements: WitnessStatement[], more: Parameters<typeof factsWith>[0] = {}) =>
    seen({ witnesses: { required, statements } }, "witnesses", more);

  test("whom a mission asks for must be there before rules verify", () => {
    const missing = said(2, [says("a")]);
    assert.deepEqual([missing.outcome, missing.reason_code], ["in_review", "witnesses_missing"]);
    assert.equal(said(2, [says("a"), says("b")]).outcome, "verified");
  });

  test("of one circle count as one, and who could not have seen it as none", () => {
    assert.equal(said(2, [says("a"), says("a")]).reason_code, "witnesses_missing");
    assert.equal(said(1, [says("a", { plausible: false })]).reason_code, "witnesses_missing");
    assert.equal(said(0, [says("a", { plausible: false })]).signal.weight, 0);
  });

  test("help what lacks EXIF over the threshold, and pull down what they dispute", () => {
    const bare = { exif: null };
    assert.equal(said(0, [], bare).outcome, "in_review");
    assert.equal(said(0, [says("a"), says("b"), says("c")], bare).outcome, "verified");
    const disputed = said(0, [says("a", { verdict: "dispute" }), says("b", { verdict: "dispute" }), says("c", { verdict: "dispute" })]);
    assert.deepEqual([disputed.outcome, disputed.flags], ["in_review", ["disputed"]]);
  });

  test("are never enough against a hard flag, and add nothing beside one", () => {
    const crowd = Array.from({ length: 50 }, (_, n) => says(String(n), { weight: 4000 }));
    const found = said(0, crowd, { proof: { mock_location: true } });
    assert.deepEqual([found.outcome, found.reason_code, found.signal.weight], ["in_review", "mock_location", 0]);
    assert.ok(said(0, crowd).signal.weight <= 1500);
  });
});

test("a closed circle of witnesses makes a person look, and is never rejected", () => {
  const ring = (score: number) => seen({ ring: { state: "evaluated", version: "r", score, words: null } }, "ring");
  assert.deepEqual([ring(0.4).outcome, ring(0.4).reason_code], ["in_review", "witness_ring"]);
  assert.equal(ring(0.05).outcome, "verified");
  assert.equal(seen({ ring: { state: "not_evaluated", reason: "not_run" } }, "ring").signal.status, "not_evaluated");
});

describe("operators' models", () => {
  const source = { task: "synthetic", id: "m", version: "1", sha256: "0".repeat(64), action: "review" as const };
  const asked = (scores: ModelFacts["scores"], slot = "ready") =>
    seen({ models: { slots: { synthetic: slot }, scores } }, "model_synthetic");
  const score = (probability: number, change: Partial<typeof source> | { action: "info" } = {}) => ({
    ...source,
    ...change,
    status: "ok" as const,
    raw: 1,
    probability,
    log_odds: Math.log(probability / (1 - probability)),
  });

  test("that are not installed say so, and nobody is called clean", () => {
    // By its code, and in the words of facts from before there were codes.
    for (const slot of ["model_missing", "no model installed"]) {
      const { signal, outcome } = asked([], slot);
      assert.deepEqual([signal.status, signal.weight, outcome], ["not_evaluated", 0, "verified"]);
      assert.match(signalWords(signal.explanation, "player", "en"), /no model installed\.$/);
      assert.doesNotMatch(signalWords(signal.explanation, "player", "th"), /installed/);
    }
  });

  test("may send to a person, never reject, and finding nothing adds nothing", () => {
    const high = asked([score(0.97), score(0.1)]);
    assert.deepEqual([high.outcome, high.reason_code, high.signal.weight], ["in_review", "model_synthetic", -2000]);
    assert.equal(asked([score(0.001)]).signal.weight, 0);
  });

  test("that are for information only change nothing, say so, and hide none that counts", () => {
    const { outcome, signal } = asked([score(0.99, { action: "info" })]);
    assert.deepEqual([outcome, signal.weight], ["verified", 0]);
    assert.match(signalWords(signal.explanation, "reviewer", "en"), /says 99%, which is only shown and counts for nothing/);
    assert.equal(asked([score(0.99, { action: "info" }), score(0.97)]).reason_code, "model_synthetic");
  });

  test("whose worth was measured tell it beside what they say", () => {
    const measured = {
      auc_strict: 0.904,
      auc_by_generator: { flux: 0.93 },
      found_by_generator: { flux: 0.38 },
      flagged_by_source: { camera: 0, closeups: 0.27 },
    };
    const { signal } = asked([{ ...score(0.97), measured }]);
    assert.match(
      signalWords(signal.explanation, "reviewer", "en"),
      /AUC 0\.90; it finds flux 38 %, and flags of real photographs camera 0 %, closeups 27 %\./,
    );
    assert.match(signalWords(signal.explanation, "reviewer", "th"), /closeups 27 %/);
  });

  test("that fail are an error, not an answer", () => {
    const failed = asked([{ ...source, status: "error", code: "timed_out", explanation: "the model could not be asked" }]);
    assert.deepEqual([failed.signal.status, failed.outcome], ["error", "verified"]);
    assert.match(signalWords(failed.signal.explanation, "player", "th"), /แบบจำลองไม่ตอบ/);
  });
});

test("every explanation is a short sentence that begins with a capital", () => {
  const facts = { ring: { state: "evaluated", version: "r", score: 1, words: null }, witnesses: { required: 3, statements: [] } } as const;
  const none: ModelFacts = { slots: {}, scores: [] };
  for (const { explanation } of seen({ ...facts, witnesses: { required: 3, statements: [] }, models: none }, "ring").signals)
    assert.match(signalWords(explanation, "player", "en"), /^[A-Z].{15,150}\.$/);
});
