/** What benchmarks, and tests of what stands on this package, look at inside it. Programs use `index.ts`. */
export { nearest } from "./pdq/compare.ts";
export { hamming } from "./pdq/hamming.ts";
export { pdq } from "./pdq/hash.ts";
export { distanceSql } from "./pdq/search/sql.ts";
export { readLuma } from "./pixels/read-luma.ts";
