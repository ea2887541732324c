import type { Box } from "./box.ts";

/** A square of a picture as the detector sees it: it may reach over the edge, and is turned clockwise by quarters. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly turns: 0 | 1 | 2 | 3;
}

/** How a picture is cut into views: squares of some side, which overlap by this share of it, at these turns. */
interface Cut {
  readonly side: number;
  readonly overlap: number;
  readonly turns: readonly View["turns"][];
}

/** Squares of a side all over a picture, evenly spread; a single one where the picture is no larger. */
export function viewsOf(width: number, height: number, { side, overlap, turns }: Cut): View[] {
  const lefts = startsOf(width, side, overlap);
  const tops = startsOf(height, side, overlap);
  return turns.flatMap((turn) => tops.flatMap((top) => lefts.map((left) => ({ left, top, side, turns: turn }))));
}

/** The square that holds a whole picture. */
export function wholeView(width: number, height: number, turns: View["turns"] = 0): View {
  const side = Math.max(width, height);
  return { left: (width - side) / 2, top: (height - side) / 2, side, turns };
}

function startsOf(length: number, side: number, overlap: number): number[] {
  if (length <= side) return [(length - side) / 2];
  const steps = Math.ceil((length - side) / (side * (1 - overlap)));
  return Array.from({ length: steps + 1 }, (_, step) => ((length - side) * step) / steps);
}

/** A box in a turned view, in shares of its side, as a box of the picture. */
export function inPicture(box: Box, { left, top, side, turns }: View): Box {
  const upright = turnedBack(box, turns);
  return {
    left: left + upright.left * side,
    top: top + upright.top * side,
    width: upright.width * side,
    height: upright.height * side,
  };
}

function turnedBack({ left, top, width, height }: Box, turns: View["turns"]): Box {
  switch (turns) {
    case 0:
      return { left, top, width, height };
    case 1:
      return { left: top, top: 1 - left - width, width: height, height: width };
    case 2:
      return { left: 1 - left - width, top: 1 - top - height, width, height };
    case 3:
      return { left: 1 - top - height, top: left, width: height, height: width };
  }
}
