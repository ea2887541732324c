/** What benchmarks, and tests of what stands on this package, look at inside it. Programs use `index.ts`. */

export { reliabilityTable } from "./calibration/metrics.ts";
export { ringFeatureNames, ringMeasures } from "./graph/ring-features.ts";
