import { fullRegion, type LumaImage, type Region } from "../pixels/luma-image.ts";
import { rotate } from "../pixels/rotate.ts";
import { type Pdq, pdq } from "./hash.ts";
import { cuts, turns } from "./windows.ts";

/** The hash of one window of a picture: what is stored, so that a part of the picture is found again. */
export interface WindowHash extends Pdq {
  /** `full`, `cut_<left>_<right>_<top>_<bottom>` in thirtieths of the side, or `turned_<degrees>`. */
  readonly window: string;
}

/** What to store of a picture: `full` first, which is the hash that other PDQ software knows, then its windows. */
export function storedHashes(image: LumaImage): WindowHash[] {
  const full = fullRegion(image);
  return [
    { window: "full", ...pdq(image) },
    ...cuts.map((cut) => ({ window: `cut_${cut.join("_")}`, ...pdq(image, cutRegion(full, cut)) })),
    ...turns.map((degrees) => ({ window: `turned_${degrees}`, ...pdq(rotate(image, full, degrees)) })),
  ];
}

function cutRegion({ width, height }: Region, [left, right, top, bottom]: (typeof cuts)[number]): Region {
  return {
    left: Math.round((width * left) / 30),
    top: Math.round((height * top) / 30),
    width: Math.max(1, Math.round((width * (30 - left - right)) / 30)),
    height: Math.max(1, Math.round((height * (30 - top - bottom)) / 30)),
  };
}
