import { message } from "@oneheart/messages";
import { found, notEvaluated, type Rule } from "../finding.ts";

/** Whether the whole file can be decoded, or, for a video, its container is whole. */
export const mediaReadable: Rule = ({ media }, { media_readable: weights }) => {
  const { kind } = media;
  if (media.sound === "not_evaluated") return notEvaluated("media_readable", message("signal.media_readable.not_opened", { kind }));
  if (media.sound === "yes") return found("media_readable", true, weights.sound, message("signal.media_readable.sound", { kind }));
  const more = { flag: "media_undecodable", hard: true } as const;
  return found("media_readable", false, weights.broken, message("signal.media_readable.broken", { kind }), more);
};
