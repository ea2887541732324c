/** Rule sets: what turns the facts about a proof into an assessment. Administrators may try others than those that come with the program. */

import { z } from "zod";
import { Id, shape, strictShape, Time } from "../common/shared.ts";
import { inputWords } from "../words/input-words.ts";

/** Thousandths of log-odds towards authentic. */
const weight = z
  .int()
  .min(-10_000)
  .max(10_000)
  .meta({ description: "What this outcome weighs, in thousandths of log-odds towards authentic.", examples: [500] });
const count = z
  .int()
  .min(0)
  .max(1_000_000)
  .meta({ description: "A threshold between outcomes; the end of its name is its unit.", examples: [10] });
const probability = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: "A probability or a share, from 0 to 1.", examples: [0.5] });

/** One section of a rule set: what an outcome weighs, and the thresholds between outcomes. */
function rule<Fields extends z.core.$ZodLooseShape>(name: string, fields: Fields) {
  return strictShape(`${name}Rule`, fields);
}

/** Every rule set has these. */
const first = {
  media_reuse: rule("MediaReuse", {
    none: weight,
    same_quest: weight,
    reused: weight,
    /** The player's own file, sent before for a quest that was given up; a rule set without it takes that for re-use. */
    given_up: weight.optional(),
  }),
  media_readable: rule("MediaReadable", { sound: weight, broken: weight }),
  nonce: rule("Nonce", {
    valid: weight,
    absent: weight,
    wrong: weight,
    /** Of a code that no quest ever had, which proves nothing: a person looks. Without it, it is as wrong as another quest's. */
    unknown: weight.optional(),
  }),
  time_window: rule("TimeWindow", {
    inside: weight,
    near: weight,
    expired: weight,
    impossible: weight,
    early_max_min: count,
    late_max_min: count,
    /**
     * Of a phone whose clock cannot be right: by up to `max_min` it weighs `wrong`, beyond that `far`, and a person looks. A rule set
     * without it takes the phone's clock for proof.
     */
    clock: rule("TimeWindowClock", { wrong: weight, far: weight, max_min: count }).optional(),
  }),
  geofence: rule("Geofence", { inside: weight, vague: weight, outside: weight, accuracy_max_m: count }),
  mock_location: rule("MockLocation", { off: weight, on: weight }),
  exif_position: rule("ExifPosition", {
    near: weight,
    apart: weight,
    far: weight,
    /** The file has none; without this that is not weighed. */
    absent: weight.optional(),
    near_max_m: count,
    apart_max_m: count,
  }),
  exif_time: rule("ExifTime", {
    near: weight,
    apart: weight,
    far: weight,
    /** The same. */
    absent: weight.optional(),
    near_max_min: count,
    apart_max_min: count,
  }),
  exif_software: rule("ExifSoftware", { plain: weight, editor: weight, generator: weight }),
};

/** Sections that came later. A rule set without one does not look at it at all. */
const later = {
  /** Pictures that look alike, by bits that differ of 256. */
  lookalike: rule("Lookalike", {
    none: weight,
    same_quest: weight,
    same: weight,
    similar: weight,
    /** The picture could not be compared. */
    unseen: weight,
    same_max: z.int().min(0).max(31),
    similar_max: z.int().min(0).max(75),
  }),
  /** How much there is to see: sides in pixels, and the least structure (packages/vision). */
  picture: rule("Picture", {
    enough: weight,
    too_small: weight,
    patterned: weight,
    short_side_min: count,
    long_side_min: count,
    structure_min: z.number().min(0).max(100),
  }),
  screenshot: rule("Screenshot", {
    photograph: weight,
    doubtful: weight,
    screenshot: weight,
    doubtful_from: probability,
    screenshot_from: probability,
  }),
  double_jpeg: rule("DoubleJpeg", { once: weight, twice: weight, twice_from: probability }),
  provenance: rule("Provenance", {
    captured: weight,
    signed: weight,
    untrusted: weight,
    invalid: weight,
    generated: weight,
    altered: weight,
    /** Whether a person looks at a history that does not hold in all parts. */
    invalid_review: z.boolean().optional(),
  }),
  /** What a signed history says against the claim, whoever signed it. */
  provenance_words: rule("ProvenanceWords", { fits: weight, edited: weight, older: weight, apart_max_min: count }),
  /** Every date that a file names against the time that was sent. */
  file_dates: rule("FileDates", { agree: weight, apart: weight, apart_max_min: count }),
  /** Which programs the file names. Where it is there, `exif_software` is not looked at. */
  software: rule("Software", { plain: weight, editor: weight, generator: weight }),
  exif_clock: rule("ExifClock", { agrees: weight, hours: weight, apart: weight, near_max_min: count }),
  exif_device: rule("ExifDevice", { usual: weight, first: weight, other: weight, usual_from: z.int().min(1).max(1000) }),
  travel: rule("Travel", {
    possible: weight,
    impossible: weight,
    ground_max_kmh: z.int().min(1).max(2000),
    air: rule("TravelAir", { max_kmh: z.int().min(1).max(5000), from_km: count, ground_min: count }).nullable(),
    time_tolerance_s: count,
    accuracy_max_m: count,
    accuracy_unknown_m: count,
  }),
  pace: rule("Pace", {
    usual: weight,
    fast: weight,
    very_fast: weight,
    fast_z: count,
    very_fast_z: count,
    count_min: count,
    /** So many quests within an hour or a day are looked at by a person, whatever is usual. */
    most: rule("PaceMost", { hour: count, day: count }).optional(),
  }),
  rhythm: rule("Rhythm", {
    usual: weight,
    night: weight,
    regular: weight,
    night_share: probability,
    variation_max: probability,
    pauses_min: count,
    /** One after the other: half of the latest pauses, `pauses_min` of them, are no longer than `pause_max_s`. */
    burst: rule("RhythmBurst", { weight, pause_max_s: count, pauses_min: z.int().min(2).max(1000) }).optional(),
  }),
  new_accounts: rule("NewAccounts", {
    none: weight,
    burst: weight,
    accounts_min: z.int().min(2).max(1000),
    window_h: count,
    soon_h: count,
  }),
  sharing: rule("Sharing", {
    none: weight,
    device: weight,
    address: weight,
    address_from: count,
    /**
     * What each other player at the address weighs, and each whose account is alike, too; together no more than `address`. Of more than
     * `crowd_from` others only those alike count. Without it `address` is weighed whole, from `address_from` others on.
     */
    address_grows: rule("SharingAddressGrows", { each: weight, alike: weight, crowd_from: count }).optional(),
  }),
  ring: rule("Ring", { none: weight, ring: weight, from: probability }),
  witnesses: rule("Witnesses", {
    witness_max: z.int().min(0).max(4000),
    total_max: z.int().min(0).max(4000),
    /** A person looks where those who dispute it outweigh those who confirm it. */
    disputes_review: z.boolean().optional(),
  }),
  models: rule("Models", { weight_max: z.int().min(0).max(4000), review_from: probability }),
};

/** Factors for weights and a map from log-odds to P(authentic), fitted to what reviewers found. */
export const FittedScore = strictShape("FittedScore", {
  format: z.literal(1),
  version: z.string().max(60),
  n: count,
  authentic: count,
  base: z.int(),
  factors: z.record(z.string().max(60), z.int().min(0).max(1_000_000)),
  signal_max: z.int().min(0).max(100_000),
  isotonic: strictShape("IsotonicFit", { x: z.array(z.number()).max(10_000), y: z.array(probability).max(10_000) }),
});

/** Weights, and the thresholds that choose between them. */
export const RuleSet = strictShape("RuleSet", {
  version: z
    .string()
    .max(60)
    .regex(/^[a-z0-9][a-z0-9.-]*$/, inputWords.version_characters),
  /** No signal weighs more than this in either direction. */
  signal_max: z.int().min(0).max(10_000),
  total_max: z.int().min(0).max(20_000),
  /** From this score on a proof without hard flags is verified. */
  verify_from_score: z.int().min(1).max(100),
  /** Rewards of more tokens than this are always looked at by a person. */
  verify_max_tokens: z.int().min(0).optional(),
  ...first,
  ...z.object(later).partial().shape,
  /** Without it the score is the plain sum, and says so. */
  fitted: FittedScore.optional(),
});
export type RuleSet = z.infer<typeof RuleSet>;
export type RuleSection = keyof typeof later;

/**
 * `candidate`: kept, does nothing. `shadow`: assesses beside the active one, its assessments are kept and never act. `active`: decides.
 * `retired`: was active; what it decided is replayed with it.
 */
export const RuleSetStatus = z.enum(["candidate", "shadow", "active", "retired"]);

export const RuleSetSummary = shape("RuleSetSummary", {
  version: z.string(),
  status: RuleSetStatus,
  /** Whether it comes with the program. */
  built_in: z.boolean(),
  calibrated: z.boolean(),
  note: z.string().nullable(),
  created_by: Id.nullable(),
  created_at: Time.nullable(),
  activated_at: Time.nullable(),
});
export const StoredRuleSet = RuleSetSummary.extend({ rules: RuleSet }).meta({ id: "StoredRuleSet" });

const outcome = z.enum(["verified", "in_review", "rejected"]);

/** How many proofs went from one outcome to another. */
const Change = shape("RuleOutcomeChange", { from: outcome, to: outcome, count: z.int() });

/** A proof about which two rule sets disagree. */
const Disagreement = shape("RuleDisagreement", {
  proof_id: Id,
  from: outcome,
  to: outcome,
  from_score: z.int(),
  to_score: z.int(),
  reason_code: z.string(),
  /** What people found, where they looked. */
  reviewed: z.enum(["approved", "rejected"]).nullable(),
});

/** What a rule set would change about past submissions. */
export const RuleComparison = shape("RuleComparison", {
  version: z.string(),
  against: z.string(),
  /** How many submissions were assessed with both. */
  compared: z.int(),
  /** Those without facts: set aside, or of erased players. */
  skipped: z.int(),
  changes: z.array(Change),
  /** Of those that people decided: where the rule set alone would have verified what they rejected, and the like. */
  reviewed: shape("RuleReviewComparison", { n: z.int(), verified_rejected: z.int(), rejected_approved: z.int(), sent_to_review: z.int() }),
  examples: z.array(Disagreement),
  /** True when there were more submissions than are looked at in one call. */
  truncated: z.boolean(),
});

/** Which rule set to try, on which past submissions. */
export const Backtest = shape("Backtest", {
  /** A rule set that is stored, or one that is not (yet). */
  version: z.string().max(60).optional(),
  rules: RuleSet.optional(),
  from: Time.optional(),
  to: Time.optional(),
  limit: z.int().min(1).max(50_000).default(10_000),
  examples: z.int().min(0).max(100).default(20),
});

/** What came of fitting a rule set to what reviewers found. */
export const RuleFit = z.discriminatedUnion("status", [
  shape("CalibratedRuleFit", {
    status: z.literal("calibrated"),
    rule_set: StoredRuleSet,
    labels: z.int(),
    /** Measured on a fifth of the labels that the fit did not see. */
    calibration_error: z.number(),
  }),
  shape("UncalibratedRuleFit", { status: z.literal("uncalibrated"), reason: z.string(), labels: z.int(), needed: z.int() }),
]);
