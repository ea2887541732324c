/** Everything that a verdict is reached from. Stored with it as JSON, so numbers are finite and times are ISO 8601 strings. */
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
    mock_location: boolean;
  };
  quest: { started_at: string; expires_at: string; nonce: string; base_xp: number; base_tokens: number };
  /** Null when the zone is not known any more. */
  zone: { lat: number; lng: number; radius_km: number } | null;
  media: MediaFacts;
  /** Null when the file has no EXIF, or none that can be read. */
  exif: ExifFacts | null;
  reuse: Reuse;
}

export interface MediaFacts {
  /** `not_evaluated` where no decoder for the format is at hand. */
  sound: "yes" | "no" | "not_evaluated";
  kind: "image" | "video";
}

export interface ExifFacts {
  position: { lat: number; lng: number } | null;
  /** The moments that the file names: by satellite, by a clock with its offset, or by a clock in the zone's time. */
  moments: Array<{ at: string; from: "gps" | "offset" | "zone_time" }>;
  software: string | null;
  camera: string | null;
}

/** Whether the identical file was sent before, or since. `same_quest` is the same player sending it twice for one quest. */
export interface Reuse {
  of: "nothing" | "same_quest" | "other_quest" | "other_player";
  when: "never" | "before" | "since";
}
