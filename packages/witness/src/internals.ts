/** What benchmarks, and tests of what stands on this package, look at inside it. Programs use `index.ts`. */
export { createWitnessServer } from "./server.ts";
export { openState } from "./state-file.ts";
export { createWitness } from "./witness.ts";
