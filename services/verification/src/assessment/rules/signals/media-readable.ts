import { found, notEvaluated, type Rule } from "../finding.ts";

/** Whether the whole file can be decoded, or, for a video, its container is whole. */
export const mediaReadable: Rule = ({ media }, { media_readable: weights }) => {
  const what = media.kind === "image" ? "photograph" : "video";
  if (media.sound === "not_evaluated")
    return notEvaluated("media_readable", `This kind of ${what} cannot be opened here, so it was not checked.`);
  if (media.sound === "yes") return found("media_readable", true, weights.sound, `The ${what} is complete.`);
  const more = { flag: "media_undecodable", hard: true } as const;
  return found("media_readable", false, weights.broken, `The ${what} is damaged and cannot be opened.`, more);
};
