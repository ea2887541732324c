/** Where the original of a proof lies: `evidence/2026/11/<proof_id>`. */
export function evidenceKey(proof_id: string, received_at: Date): string {
  return `evidence/${received_at.toISOString().slice(0, 7).replace("-", "/")}/${proof_id}`;
}

/** Where the copies made of an original lie. */
export function copyKeys(evidence_key: string): { thumbnail: string; delivery: string } {
  const rest = evidence_key.replace(/^evidence\//, "");
  return { thumbnail: `thumbnails/${rest}.jpg`, delivery: `delivery/${rest}.jpg` };
}

/** Where a still of a video lies, as the player sent it: for reviewers, and to be blurred. */
export function stillKey(evidence_key: string, still_no: number): string {
  return `stills/${evidence_key.replace(/^evidence\//, "")}-${still_no}.jpg`;
}

/** Where a blurred copy lies: each revision by itself, so that a link to an old one never shows a new one. */
export function blurredKey(copy_id: string, revision: number): string {
  return `blurred/${copy_id}-${revision}.jpg`;
}

/** How many stills are taken of a video. */
export const stillsMax = 3;

/** Everything that may lie in the store beside an original and is named after it: copies, also those that were made as WebP before, and stills. */
export function allCopyKeys(evidence_key: string): string[] {
  const copies = Object.values(copyKeys(evidence_key)).flatMap((key) => [key, key.replace(/jpg$/, "webp")]);
  return [...copies, ...Array.from({ length: stillsMax }, (_, still_no) => stillKey(evidence_key, still_no))];
}
