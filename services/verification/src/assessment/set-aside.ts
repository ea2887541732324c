import type { BaseContext } from "@oneheart/kernel";
import { message } from "@oneheart/messages";
import { ruleSetStore } from "../rule-sets/store.ts";
import { addAssessment, type Subject } from "./record-assessment.ts";
import { fuse } from "./rules/fuse.ts";

/** Leaves a proof whose analysis keeps failing to a person. The reason is kept with it, and is not for the player. */
export async function setAside(subject: Subject, error: Error, ctx: BaseContext): Promise<void> {
  ctx.log.error({ err: error, proof_id: subject.proof_id }, "a proof could not be analysed; it is set aside for review");
  const reason = error.message.toWellFormed().replaceAll("\0", "").slice(0, 500);
  const signal = {
    code: "analysis",
    value: null,
    weight: 0,
    status: "error" as const,
    hard: true,
    explanation: message("signal.analysis.failed"),
  };
  const { active } = await ruleSetStore(ctx).inForce();
  const assessment = {
    outcome: "in_review" as const,
    reason_code: "analysis_failed",
    // Nothing was found, neither for nor against.
    score: fuse([], active),
    hard: true,
    flags: ["analysis_failed"],
    signals: [signal],
    calibrated: false,
    rule_version: active.version,
  };
  const change = { id: ctx.newId(), now: ctx.clock.now() };
  await ctx.transaction(async (tx) => {
    await addAssessment(tx, subject, { analysis: "failed", reason }, assessment, change);
  });
}
