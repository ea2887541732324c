/** What benchmarks, and tests of what stands on this package, look at inside it. Programs use `index.ts`. */
export { createBatchQueue } from "./batch-queue.ts";
