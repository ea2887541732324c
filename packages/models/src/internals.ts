/** What benchmarks look at inside it. Programs use `index.ts`. */

export { rawScore } from "./run/raw-score.ts";
export { groupedPictures } from "./train/pictures.ts";
