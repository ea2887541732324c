import { message } from "@oneheart/messages";
import { found, type Rule } from "../finding.ts";

/** Whether the identical file was sent for something else. Who sent it first keeps it; a tie goes to a person. */
export const mediaReuse: Rule = ({ reuse }, { media_reuse: weights }) => {
  if (reuse.of === "nothing") return found("media_reuse", "new", weights.none, message("signal.media_reuse.new"));
  if (reuse.of === "same_quest") return found("media_reuse", reuse.of, weights.same_quest, message("signal.media_reuse.same_quest"));
  if (reuse.of === "given_up" && weights.given_up !== undefined)
    return found("media_reuse", reuse.of, weights.given_up, message("signal.media_reuse.given_up"));
  const whose = { whose: reuse.of };
  if (reuse.when === "before") {
    const more = { flag: "media_reused", rejects: "media_reused" } as const;
    return found("media_reuse", reuse.of, weights.reused, message("signal.media_reuse.before", whose), more);
  }
  const more = { flag: "media_sent_again", hard: true } as const;
  return found("media_reuse", reuse.of, weights.same_quest, message("signal.media_reuse.since", whose), more);
};
