import { message } from "@oneheart/messages";
import type { NearestDuplicate } from "../facts.ts";
import { type Finding, found, notEvaluated, ruleOf } from "../finding.ts";

/** As signals, facts and rule sets that are stored call it. */
const code = "lookalike";

/**
 * Whether a picture looks like one that was sent for another quest, by anybody. Resemblance is no proof, so it never rejects: the
 * same picture waits for a person however good everything else is, and a similar one weighs.
 */
export const nearDuplicate = ruleOf(code, ({ lookalike: facts, media }, weights, { media_reuse }) => {
  if (facts === undefined) return notEvaluated(code, message("signal.lookalike.not_looked"));
  if (facts.state === "not_evaluated") return notCompared(facts.reason, media.kind, weights.unseen);
  const { nearest } = facts;
  if (nearest === null || nearest.distance > weights.similar_max) return found(code, "new", weights.none, message("signal.lookalike.new"));
  if (nearest.of === "same_quest") return found(code, nearest.distance, weights.same_quest, message("signal.lookalike.same_quest"));
  if (nearest.of === "given_up" && media_reuse.given_up !== undefined)
    return found(code, nearest.distance, media_reuse.given_up, message("signal.lookalike.given_up"));
  return nearest.distance <= weights.same_max ? same(nearest, weights.same) : similar(nearest, weights.similar);
});

function same(nearest: NearestDuplicate, weight: number): Finding {
  const words = message("signal.lookalike.same", { whose: nearest.of });
  return found(code, nearest.distance, weight, words, { flag: "picture_reused", hard: true });
}

function similar(nearest: NearestDuplicate, weight: number): Finding {
  const words = message("signal.lookalike.similar", { whose: nearest.of });
  return found(code, nearest.distance, weight, words, { flag: "picture_similar" });
}

function notCompared(reason: string, kind: "image" | "video", weight: number): Finding {
  if (reason === "broken") return notEvaluated(code, message("signal.lookalike.broken", { kind }));
  if (reason === "featureless") {
    const words = message("signal.lookalike.featureless", { kind });
    return found(code, reason, weight, words, { flag: "picture_featureless", review: true });
  }
  const words = message("signal.lookalike.not_comparable", { kind });
  return { ...notEvaluated(code, words), flag: "picture_not_compared", review: true };
}
