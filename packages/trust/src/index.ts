export { type BurstFinding, submissionBurst } from "./behaviour/burst.ts";
export {
  type Account,
  defaultNewAccountSettings,
  type NewAccountBurst,
  type NewAccountSettings,
  newAccountBursts,
} from "./behaviour/new-accounts.ts";
export { type NightShare, nightShare, type Regularity, regularity } from "./behaviour/rhythm.ts";
export { type SharingFinding, type Sighting, sharingIndex } from "./behaviour/sharing.ts";
export {
  type Calibration,
  type CalibrationSettings,
  calibrate,
  defaultCalibrationSettings,
  type LabelledCase,
} from "./calibration/calibrate.ts";
export { applyIsotonic, fitIsotonic, type IsotonicBlock, type IsotonicMap, poolAdjacentViolators } from "./calibration/isotonic.ts";
export { fitLogistic, type LogisticModel, type LogisticOptions, logit, logOddsOf, sigmoid } from "./calibration/logistic.ts";
export {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
  type ReliabilityBin,
  type RocPoint,
  reliabilityTable,
  rocAt,
  rocCurve,
} from "./calibration/metrics.ts";
export {
  type CalibrationModel,
  calibratedProbability,
  type Factors,
  logOddsThousandths,
  refittedWeight,
  type WeighedSignal,
} from "./calibration/model.ts";
export { applyPlatt, fitPlatt, type PlattMap } from "./calibration/platt.ts";
export { type Interval, wilson } from "./calibration/wilson.ts";
export { TRUST_ERRORS, TrustError, type TrustErrorCode } from "./errors.ts";
export { type Closeness, closeness } from "./graph/closeness.ts";
export { type Csr, csrOf, type EdgeList, nodeCount, symmetric } from "./graph/csr.ts";
export { explainRing, type Partner, type RingExplanation } from "./graph/explain.ts";
export { louvain } from "./graph/louvain.ts";
export { defaultRingSettings, type RingSettings } from "./graph/ring-features.ts";
export { type Ring, type RingScores, ringReviewFrom, ringScores, ringWeights } from "./graph/ring-score.ts";
export { iterationsFor, seedTrust, sybilRank } from "./graph/sybil-rank.ts";
export { type WitnessEdge, type WitnessGraph, witnessGraph } from "./graph/witness-graph.ts";
export { greatCircle_m, type Position } from "./movement/distance.ts";
export {
  type Capture,
  defaultTravelSettings,
  type Leg,
  legBetween,
  type TravelFinding,
  type TravelSettings,
  travelFinding,
  travelLegs,
} from "./movement/travel.ts";
export { type DawidSkene, dawidSkene, type Vote } from "./reviewers/dawid-skene.ts";
export { type Agreement, type ReviewerReliability, reviewerReliability } from "./reviewers/reliability.ts";
export { combinedWitnesses, defaultWitnessCaps, type Statement, type WitnessCaps, witnessWeight } from "./reviewers/witness-weight.ts";
export {
  countScaleMin,
  median,
  medianAbsoluteDeviation,
  type RobustZ,
  robustScale,
  robustZ,
  type TooFew,
} from "./robust/robust.ts";
