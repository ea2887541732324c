import type { Facts } from "../../src/assessment/rules/facts.ts";

/** Arezzo, at the Corso Italia. */
export const here = { lat: 43.4645, lng: 11.8812 };

type Change = { [K in keyof Facts]?: Partial<NonNullable<Facts[K]>> | null };

/** An honest photograph from the app: the quest's nonce, the right place and time, and EXIF that agrees. */
export function factsWith(change: Change = {}): Facts {
  const honest: Facts = {
    proof: {
      media_type: "image/jpeg",
      media_hash: `sha256:${"a".repeat(64)}`,
      size_bytes: 160_000,
      captured_at: "2026-11-22T10:30:00.000Z",
      received_at: "2026-11-22T10:31:00.000Z",
      ...here,
      accuracy_m: 8,
      nonce: "right",
      mock_location: false,
    },
    quest: {
      started_at: "2026-11-22T10:00:00.000Z",
      expires_at: "2026-11-22T14:00:00.000Z",
      nonce: "right",
      base_xp: 50,
      base_tokens: 5,
    },
    zone: { ...here, radius_km: 2 },
    media: { kind: "image", sound: "yes" },
    exif: matchingExif,
    reuse: { of: "nothing", when: "never" },
  };
  const merged = Object.entries(change).map(([key, part]) => {
    const base = honest[key as keyof Facts] ?? matchingExif;
    return [key, part === null ? null : { ...base, ...part }];
  });
  return { ...honest, ...Object.fromEntries(merged) };
}

/** EXIF that agrees with what was sent. */
export const matchingExif: NonNullable<Facts["exif"]> = {
  position: { lat: 43.4646, lng: 11.8813 },
  moments: [{ at: "2026-11-22T10:29:30.000Z", from: "offset" }],
  software: "HDR+ 1.0",
  camera: "Google Pixel 9",
};

/** A signed history that says so, of a signer whom nobody here vouches for. */
export function history(manifest: Partial<NonNullable<NonNullable<Facts["provenance"]>["manifest"]>>): NonNullable<Facts["provenance"]> {
  const nothing = { issuer: "Maker", signer: "Model", claim_generator: null, signed_at: null, actions: [] };
  const said = { ...nothing, captured: true, edited: false, generated: false, ...manifest };
  return { state: "untrusted", reason: null, failures: [], altered: false, manifest: said };
}
