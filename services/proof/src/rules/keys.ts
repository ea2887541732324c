/** Where the original of a proof lies: `evidence/2026/11/<proof_id>`. */
export function evidenceKey(proof_id: string, received_at: Date): string {
  return `evidence/${received_at.toISOString().slice(0, 7).replace("-", "/")}/${proof_id}`;
}

/** Where the copies made of an original lie. */
export function copyKeys(evidence_key: string): { thumbnail: string; delivery: string } {
  const rest = evidence_key.replace(/^evidence\//, "");
  return { thumbnail: `thumbnails/${rest}.jpg`, delivery: `delivery/${rest}.jpg` };
}

/** Everything that may lie in the store beside an original: its copies, also those that were made as WebP before. */
export function allCopyKeys(evidence_key: string): string[] {
  return Object.values(copyKeys(evidence_key)).flatMap((key) => [key, key.replace(/jpg$/, "webp")]);
}
