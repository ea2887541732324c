import type { HiddenBecause } from "@oneheart/contracts";
import { pattern } from "../pattern.ts";

/** Why others see no picture of a piece of evidence. */
export const pictures = {
  "picture.detector_missing": pattern(
    "It is not shown to others: faces must be blurred first, and the model that finds them is not installed here.",
  ),
  "picture.detector_failed": pattern("It is not shown to others: faces must be blurred first, and the model that finds them failed."),
  "picture.picture_unreadable": pattern("It is not shown to others: it cannot be decoded here, so nobody could look for faces in it."),
  "picture.not_allowed": pattern("It is not shown to others: its player did not allow it."),
  "picture.not_released": pattern("It is not shown to others: nobody has looked at its blurred copy and released it yet."),
  "picture.withdrawn": pattern("It is no longer shown to others: its blurred copy was withdrawn and deleted."),
} satisfies Record<`picture.${HiddenBecause}`, string>;
