import { found, type Rule } from "../finding.ts";

/** Whether the identical file was sent for something else. Who sent it first keeps it; a tie goes to a person. */
export const mediaReuse: Rule = ({ reuse }, { media_reuse: weights }) => {
  if (reuse.of === "nothing") return found("media_reuse", "new", weights.none, "This file was never sent before.");
  if (reuse.of === "same_quest") return found("media_reuse", reuse.of, weights.same_quest, "You sent this file twice for the same quest.");
  if (reuse.of === "given_up" && weights.given_up !== undefined)
    return found("media_reuse", reuse.of, weights.given_up, "You sent this file before, for a quest that you gave up.");
  const whose = reuse.of === "other_player" ? "by another player" : "for another quest";
  if (reuse.when === "before") {
    const more = { flag: "media_reused", rejects: "media_reused" } as const;
    return found("media_reuse", reuse.of, weights.reused, `This exact file was already sent ${whose}.`, more);
  }
  const more = { flag: "media_sent_again", hard: true } as const;
  return found("media_reuse", reuse.of, weights.same_quest, `This exact file was also sent ${whose}, so a person looks at it.`, more);
};
