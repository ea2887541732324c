import type { ModelFigures } from "@oneheart/models";
import type { DoubleJpeg, PictureContent, Provenance, Screenshot } from "@oneheart/vision";

/** Everything that an assessment is made from. Stored with it as JSON, so numbers are finite and times are ISO 8601 strings. */
export interface Facts {
  proof: {
    media_type: string;
    media_hash: string;
    size_bytes: number;
    captured_at: string;
    received_at: string;
    lat: number;
    lng: number;
    accuracy_m: number | null;
    nonce: string | null;
    /** Of a code that is not this quest's: whether it is some other quest's. Absent where that was not asked. */
    nonce_issued?: boolean;
    mock_location: boolean;
    /** How far the device's clock was ahead of the server's, as the client measured it; it is taken off `captured_at`. */
    clock_skew_ms?: number;
  };
  /** What the action would pay, with every factor; absent where it was not worked out. */
  award?: { tokens: number };
  quest: { started_at: string; expires_at: string; nonce: string; base_xp: number; base_tokens: number };
  /** Null when the zone is not known any more. */
  zone: { lat: number; lng: number; radius_km: number } | null;
  media: MediaFacts;
  /** Null when the file has no EXIF, or none that can be read. */
  exif: ExifFacts | null;
  reuse: Reuse;
  /** What follows is absent in facts that were stored before it was looked at. */
  lookalike?: NearDuplicateFacts;
  /** What there is to see; absent where nothing could be decoded. */
  picture?: PictureContent;
  screenshot?: Screenshot;
  double_jpeg?: DoubleJpeg;
  provenance?: Provenance;
  /** The player's captures next before and after this one. */
  captures?: CaptureFacts[];
  pace?: { hour: PaceFacts; day: PaceFacts };
  rhythm?: RhythmFacts;
  /** Cameras of the player's latest proofs. */
  cameras?: Array<{ camera: string; count: number }>;
  account?: AccountFacts;
  ring?: RingFacts;
  witnesses?: {
    /** How many confirmations the mission asks for. */
    required: number;
    statements: WitnessStatement[];
  };
  models?: ModelFacts;
}

export interface MediaFacts {
  /** `not_evaluated` where no decoder for the format is at hand. */
  sound: "yes" | "no" | "not_evaluated";
  kind: "image" | "video";
}

/** What the file's metadata says: EXIF, and XMP, IPTC, PNG's texts, or the boxes of a video. */
export interface ExifFacts {
  position: { lat: number; lng: number } | null;
  /** The moments that the file names: by satellite, by a clock with its offset, or by a clock in the zone's time. */
  moments: Array<{ at: string; from: "gps" | "offset" | "zone_time" }>;
  software: string | null;
  camera: string | null;
  /** Every date that the file names, satellite time apart; absent in facts that were stored before they were read. */
  dates?: Array<{ at: string; from: string; kind: "captured" | "changed" }>;
  /** Programs that other parts of the file name; absent in facts that were stored before they were read. */
  programs?: string[];
}

/**
 * Whether the identical file was sent before, or since. `same_quest` is the same player sending it twice for one quest, `given_up` the
 * same player having sent it for a quest that can no longer be handed in.
 */
export interface Reuse {
  of: "nothing" | "same_quest" | "given_up" | "other_quest" | "other_player";
  when: "never" | "before" | "since";
}

/** How the picture, or any sampled frame of the video, relates to everybody's others. */
export type NearDuplicateFacts =
  | { state: "not_evaluated"; reason: string }
  | {
      state: "evaluated";
      /** How many different pictures were compared: 1 for a photograph. */
      pictures: number;
      /** The most telling other proof; null when nothing looks like it. */
      nearest: NearestDuplicate | null;
    };

export interface NearestDuplicate extends Reuse {
  proof_id: string;
  /** Bits that differ, of 256. */
  distance: number;
}

/** Another capture of the same player. */
export interface CaptureFacts {
  captured_at: string;
  lat: number;
  lng: number;
  accuracy_m: number | null;
}

/** How many quests the player sent evidence for in a window, and how far that is from usual, in robust standard deviations. */
export interface PaceFacts {
  count: number;
  /** Null where there is too little to compare with. */
  own_z: number | null;
  cohort_z: number | null;
}

/** When the player usually captures and sends. */
export interface RhythmFacts {
  captures: number;
  /** The share captured between midnight and five is at least this. */
  night_at_least: number;
  pauses: number;
  /** The latest pauses between quests, in seconds, the newest first. */
  latest_s?: number[];
  /** How much the pauses between quests vary, relative to their length; null with too few. */
  variation: number | null;
}

/** The player's account, and those who share its devices and addresses. */
export interface AccountFacts {
  created_at: string;
  first_submission_at: string;
  device_others: number;
  address_others: number;
  /** The address with the most others at it. Older facts lack it. */
  address?: AddressFacts;
  /** Accounts on the most shared device or private address with the most new accounts, this one among them. */
  kin: Array<{ created_at: string; first_submission_at: string }>;
}

/** Who else was seen at an address. Not compared: the server knows no address of the player but its own network's. */
export interface AddressFacts {
  compared: boolean;
  others: number;
  /** Of these, whose account is as old within a day or was seen on the same device. */
  alike: number;
}

/** How much the circle that confirms the player looks like a ring, 0 to 1, by the latest nightly analysis. */
export type RingFacts =
  | { state: "not_evaluated"; reason: string }
  | { state: "evaluated"; version: string; score: number; words: string | null };

/** What one witness said. Those of one circle count as one. */
export interface WitnessStatement {
  verdict: "confirm" | "dispute";
  plausible: boolean;
  /** Thousandths of log-odds, before caps. */
  weight: number;
  circle: string;
}

/** What operators' models said. */
export interface ModelFacts {
  /** By task, the code of why nothing was said there; its English words where an earlier version found them. */
  slots: Record<string, string>;
  scores: Array<ModelAnswer & ModelSource>;
}

interface ModelSource {
  task: string;
  id: string;
  version: string;
  sha256: string;
  action: "review" | "info";
  /** What it is worth on kinds of pictures that it was not fitted to; absent in facts of earlier versions. */
  measured?: ModelFigures | null;
}

type ModelAnswer =
  | { status: "ok"; raw: number; probability: number; log_odds: number }
  | { status: "not_evaluated" | "error"; code: string; explanation: string };
