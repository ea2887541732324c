/** What people who review evidence see. */
import { z } from "zod";
import { Id, Latitude, Longitude, ProofStatus, paragraph, QuestType, shape, Time } from "../common/shared.ts";
import { Signal } from "./assessment.ts";
import { ReviewDecision } from "./review-reasons.ts";

/** What an item is about. For administrators only: whoever judges must not find out whether it was decided and paid already. */
const ReviewSubject = shape("ReviewSubject", { proof_id: Id, action_id: Id, quest_id: Id, player_id: Id });

/** A proof in the queue of reviewers, under a name of its own that leads nowhere else. */
export const Review = shape("Review", {
  item_id: Id,
  subject: ReviewSubject.nullable(),
  authenticity_score: z.int(),
  /** From this score on, and without flags that ask for a person, the rules verify by themselves. */
  verify_from_score: z.int(),
  flags: z.array(z.string()),
  /** What was looked at, explained to the reviewer. */
  signals: z.array(Signal),
  /** The tokens that would be paid, with every factor. */
  reward_at_stake: z.int(),
  waiting_since: Time,
  kind: z.enum(["review", "appeal"]),
  /** When an appeal should be decided. */
  due_at: Time.nullable(),
  /** Who holds it, until when; null when nobody does. */
  held_by: Id.nullable(),
  held_until: Time.nullable(),
});

/** An appeal as its player sees it. */
export const Appeal = shape("Appeal", {
  status: z.enum(["open", "upheld", "overturned"]),
  statement: z.string(),
  created_at: Time,
  /** When it should be decided; what is overdue comes first in the reviewers' queue. */
  due_at: Time,
  decided_at: Time.nullable(),
});

export const AppealState = shape("AppealState", {
  /** The newest appeal. */
  appeal: Appeal.nullable(),
  /** Until when the rejection can be appealed; null when it cannot. */
  appeal_until: Time.nullable(),
});

export const appealStatement = paragraph(2000).min(1);

const Position = shape("Position", { lat: Latitude, lng: Longitude });

/** Another proof that shows the same, or nearly. */
export const Match = shape("EvidenceMatch", {
  /** `file` for identical bytes, else a picture that looks the same. */
  kind: z.enum(["file", "picture"]),
  /** Bits by which the pictures differ, of 256. */
  distance: z.int().nullable(),
  same_player: z.boolean(),
  arrived: z.enum(["before", "after"]),
  /** Null when the file is gone. */
  media_url: z.string().nullable(),
});

/** What the quest asked for, and what the player says was done; both null until the quest is handed in. */
const ReviewTask = shape("ReviewTask", {
  title: z.string(),
  description: z.string(),
  mission_type: z.string(),
  quest_type: QuestType,
  expected_minutes: z.int(),
  witnesses_required: z.int(),
  reported_minutes: z.int().nullable(),
  /** Only those whom the decision confirms count. */
  reported_beneficiaries: z.int().nullable(),
  /** What confirming them pays in hundredths of an impact credit: each, and all that are reported. */
  beneficiaries_pay: shape("BeneficiariesPay", { each_minor: z.int(), all_minor: z.int() }).nullable(),
});

/**
 * Everything that a reviewer needs, in one answer. Times are told by their distances and not by their dates: those would tell what was
 * decided long ago.
 */
export const ReviewDetail = shape("ReviewDetail", {
  task: ReviewTask,
  explained_flags: z.array(shape("ExplainedFlag", { flag: z.string(), words: z.string() })),
  /** A link to the picture without metadata, or to a video. */
  media_url: z.string(),
  media_type: z.string(),
  matches: z.array(Match),
  /** In minutes: from the quest's start to the capture, from there to the arrival of the file, and to the quest's end. */
  timeline: shape("ReviewTimeline", { start_to_capture: z.int(), capture_to_arrival: z.int(), capture_to_end: z.int() }),
  positions: shape("ReviewPositions", {
    claimed: Position.extend({ accuracy_m: z.number().nullable() }).meta({ id: "ClaimedPosition" }),
    zone: Position.extend({ radius_km: z.number() }).meta({ id: "ZoneArea" }).nullable(),
    exif: Position.nullable(),
    /** A link that opens any map at the claimed place (RFC 5870). */
    map_url: z.string(),
  }),
  metadata: shape("FileMetadata", {
    camera: z.string().nullable(),
    software: z.string().nullable(),
    /** Times in the file, by how many minutes they lie after the capture as it was sent. */
    moments: z.array(shape("FileMoment", { from: z.string(), after_capture_min: z.int() })),
  }),
  /** Why it was rejected, also in the words that the player read, and what the player says to it. */
  appeal: shape("ReviewAppeal", { statement: z.string(), rejected_because: z.string(), reason: z.string(), due_at: Time }).nullable(),
  /** What others said; shown only to whoever breaks a tie. */
  opinions: z.array(shape("ReviewOpinion", { decision: ReviewDecision, reason_code: z.string(), note: z.string().nullable() })),
});

const share = z.int().min(0).max(10_000);

/** How reviewing works here. Shares are in basis points. */
export const ReviewPolicy = shape("ReviewPolicy", {
  lease_minutes: z.int().min(1).max(240),
  /** After so many days an item that nobody took moves up. */
  review_days: z.int().min(1).max(90),
  /** How many decisions get a blind second opinion, once there is somebody to give it. */
  second_opinion_bps: share,
  /** Rejections of at least so many tokens always get one. */
  second_opinion_from_tokens: z.int().min(0).max(1_000_000),
  /** How many automatic approvals are looked at after the reward. */
  audit_bps: share,
  /** The same of players' first so many verified actions. */
  new_account_audit_bps: share,
  new_account_actions: z.int().min(0).max(1000),
  /** How many claims get a case whose answer is known. */
  known_bps: share,
  /** How many items a reviewer may give back within a day. */
  releases_per_day: z.int().min(0).max(10_000),
  /** A reviewer whose agreement is probably (Wilson, 95 %) not above this never decides alone, from so many cases on. */
  reliability_min_bps: share,
  reliability_min_cases: z.int().min(1).max(10_000),
  appeal_days: z.int().min(1).max(365),
  appeal_decision_days: z.int().min(1).max(90),
});
export type ReviewPolicy = z.infer<typeof ReviewPolicy>;

const Share = shape("AgreedShare", { agreed: z.int(), n: z.int() });

/** How far a reviewer's decisions can be relied on. */
export const ReviewerRecord = shape("ReviewerRecord", {
  reviewer_id: Id,
  decisions: z.int(),
  /** Cases whose answer was known, and blind second opinions on the same proof. */
  known: Share,
  second: Share,
  /** 0 to 1, null with nothing to go by. */
  agreement: z.number().nullable(),
  /** It is at least this (Wilson, 95 %). */
  at_least: z.number(),
  decides_alone: z.boolean(),
  last_seen_at: Time,
});

/**
 * A reviewer's own counts. How often they agreed is for administrators alone, and so is what waits: whoever sees such numbers move from
 * one decision to the next finds out which case was a known one.
 */
export const OwnReviews = shape("OwnReviews", { decisions: z.int(), decisions_of_day: z.int(), releases_left: z.int() });

export const KnownAnswer = z.enum(["authentic", "not_authentic"]);
export const KnownCase = shape("KnownCase", { proof_id: Id, answer: KnownAnswer, status: ProofStatus, created_at: Time });
