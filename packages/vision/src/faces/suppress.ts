import { areaOf, type Box, type FaceBox, overlap, sharedArea } from "./box.ts";

/** Boxes that overlap by more than this are of one face. */
const overlapMax = 0.3;
/** A box of which this share lies in a surer one is of the same face, seen in part by another view. */
const insideMax = 0.6;

/** A face, and how many boxes much like it were found: a real one is seen at several places and in several views. */
export interface AgreedFace extends FaceBox {
  readonly agreeing: number;
}

/** One box for each face: the mean of those that found it, weighed by their scores, with the score of the surest. */
export function oneForEach(found: readonly FaceBox[]): AgreedFace[] {
  const left = [...found].sort((a, b) => b.score - a.score);
  const faces: AgreedFace[] = [];
  while (left.length > 0) {
    const [surest] = left.splice(0, 1);
    const group = [surest!];
    for (let at = left.length - 1; at >= 0; at -= 1) if (isSameFace(surest!, left[at]!)) group.push(...left.splice(at, 1));
    faces.push(meanOf(group, surest!));
  }
  return faces;
}

function isSameFace(surest: Box, other: Box): boolean {
  return overlap(surest, other) > overlapMax || sharedArea(surest, other) / Math.min(areaOf(surest), areaOf(other)) > insideMax;
}

/** Only boxes much like the surest say where the face is: one that saw a part of it knows less. */
function meanOf(group: readonly FaceBox[], surest: FaceBox): AgreedFace {
  const alike = group.filter((box) => overlap(surest, box) > overlapMax);
  const total = alike.reduce((sum, { score }) => sum + score, 0);
  const mean = (of: (box: Box) => number) => alike.reduce((sum, box) => sum + of(box) * box.score, 0) / total;
  return {
    left: mean(({ left }) => left),
    top: mean(({ top }) => top),
    width: mean(({ width }) => width),
    height: mean(({ height }) => height),
    score: surest.score,
    agreeing: alike.length,
  };
}
