import { fullRegion, type LumaImage, type Region } from "../pixels/luma-image.ts";
import { mirror } from "../pixels/mirror.ts";
import { rotate } from "../pixels/rotate.ts";
import { pictureInsideBars } from "../pixels/trim.ts";
import { type Pdq, pdq } from "./hash.ts";
import { queryTurns } from "./windows.ts";

/** How a picture was changed before it was hashed for a query: what may have been done to it is undone. */
export interface Variant {
  /** Letterbox bars were cut off. */
  readonly inside_bars: boolean;
  readonly mirrored: boolean;
  /** Clockwise, then cut to an upright rectangle. */
  readonly turned_degrees: number;
}

/** One of the hashes to look up for a picture. */
export interface QueryHash extends Pdq {
  readonly variant: Variant;
}

/** The hashes to look up: the picture as it is first, then mirrored and turned; of a screenshot, the picture inside its bars as well. */
export function queryHashes(image: LumaImage): QueryHash[] {
  const full = fullRegion(image);
  const inside = pictureInsideBars(image);
  return [
    ...upright(image, full, false),
    ...(inside ? upright(image, inside, true) : []),
    ...turned(image, inside ?? full, inside !== undefined),
  ];
}

function upright(image: LumaImage, region: Region, inside_bars: boolean): QueryHash[] {
  return [
    { variant: { inside_bars, mirrored: false, turned_degrees: 0 }, ...pdq(image, region) },
    { variant: { inside_bars, mirrored: true, turned_degrees: 0 }, ...pdq(mirror(image, region)) },
  ];
}

function turned(image: LumaImage, region: Region, inside_bars: boolean): QueryHash[] {
  return queryTurns.flatMap((turned_degrees) => {
    const straight = rotate(image, region, turned_degrees);
    return [
      { variant: { inside_bars, mirrored: false, turned_degrees }, ...pdq(straight) },
      { variant: { inside_bars, mirrored: true, turned_degrees }, ...pdq(mirror(straight, fullRegion(straight))) },
    ];
  });
}
