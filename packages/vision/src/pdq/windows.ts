/** Stored and queried windows belong together: hashes of different versions are not comparable window by window. */
export const windowsVersion = 1;

/**
 * What is cut off at the left, right, top and bottom, in thirtieths of the side. Chosen greedily so that random crops of real
 * photographs that keep 75 to 95 % of the area lie near one of them (benchmarks/src/verification/choose-windows.ts).
 */
export const cuts: readonly (readonly [left: number, right: number, top: number, bottom: number])[] = [
  [1, 1, 2, 1],
  [1, 1, 1, 3],
  [0, 2, 1, 1],
  [2, 0, 1, 1],
  [3, 1, 2, 0],
  [1, 3, 2, 0],
  [0, 3, 0, 2],
  [2, 1, 0, 2],
  [1, 1, 3, 0],
  [1, 1, 1, 1],
  [1, 4, 1, 1],
  [4, 1, 0, 1],
  [1, 1, 0, 4],
  [0, 1, 0, 2],
  [0, 0, 4, 1],
  [3, 0, 1, 3],
  [0, 0, 3, 3],
  [0, 2, 3, 1],
  [5, 0, 0, 0],
  [0, 5, 1, 1],
  [2, 2, 1, 1],
  [3, 0, 2, 1],
  [0, 0, 0, 6],
  [2, 4, 0, 0],
  [1, 0, 1, 4],
  [0, 0, 6, 1],
  [1, 1, 0, 1],
  [3, 2, 0, 1],
  [0, 2, 2, 2],
  [1, 0, 3, 2],
  [1, 4, 1, 2],
  [4, 1, 1, 0],
  [0, 1, 0, 0],
  [0, 6, 0, 0],
  [1, 0, 5, 1],
  [2, 0, 0, 4],
];

/** Degrees clockwise at which a picture is stored as well, cut to an upright rectangle as phones do. */
export const turns: readonly number[] = [-7.5, -5, -2.5, 2.5, 5, 7.5];

/** Degrees clockwise by which a picture is turned for a query: undoes a rotation that left its corners in. */
export const queryTurns: readonly number[] = [-4, 4];
