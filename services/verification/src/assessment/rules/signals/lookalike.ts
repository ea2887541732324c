import type { NearestLookalike } from "../facts.ts";
import { type Finding, found, notEvaluated, ruleOf } from "../finding.ts";

const code = "lookalike";

/**
 * Whether a picture looks like one that was sent for another quest, by anybody. Resemblance is no proof, so it never rejects: the
 * same picture waits for a person however good everything else is, and a similar one weighs.
 */
export const lookalike = ruleOf(code, ({ lookalike: facts, media }, weights, { media_reuse }) => {
  if (facts === undefined) return notEvaluated(code, "The picture was not compared with others.");
  if (facts.state === "not_evaluated") return notCompared(facts.reason, media.kind, weights.unseen);
  const { nearest } = facts;
  if (nearest === null || nearest.distance > weights.similar_max)
    return found(code, "new", weights.none, "The picture looks like no other that was sent.");
  if (nearest.of === "same_quest")
    return found(code, nearest.distance, weights.same_quest, "You sent a similar picture for the same quest.");
  if (nearest.of === "given_up" && media_reuse.given_up !== undefined)
    return found(code, nearest.distance, media_reuse.given_up, "You sent a similar picture for a quest that you gave up.");
  return nearest.distance <= weights.same_max ? same(nearest, weights.same) : similar(nearest, weights.similar);
});

function same(nearest: NearestLookalike, weight: number): Finding {
  const words = `The picture looks the same as one that was sent ${whose(nearest)}, so a person compares them.`;
  return found(code, nearest.distance, weight, words, { flag: "picture_reused", hard: true });
}

function similar(nearest: NearestLookalike, weight: number): Finding {
  const words = `The picture looks much like one that was sent ${whose(nearest)}.`;
  return found(code, nearest.distance, weight, words, { flag: "picture_similar" });
}

function whose({ of }: NearestLookalike): string {
  return of === "other_player" ? "by another player" : "for another quest";
}

function notCompared(reason: string, kind: "image" | "video", weight: number): Finding {
  const what = kind === "image" ? "photograph" : "video";
  if (reason === "broken") return notEvaluated(code, `The ${what} cannot be opened, so it was not compared with others.`);
  if (reason === "featureless") {
    const words = `The ${what} is too dark or too even to recognise anything, so a person looks at it.`;
    return found(code, reason, weight, words, { flag: "picture_featureless", review: true });
  }
  const words = `This kind of ${what} cannot be compared with others here, so a person looks at it.`;
  return { ...notEvaluated(code, words), flag: "picture_not_compared", review: true };
}
