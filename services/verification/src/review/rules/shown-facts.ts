import type { Facts, NearestLookalike } from "../../assessment/rules/facts.ts";

/** What stored facts say about places, the file and what looks like it, for a reviewer. There are none where the analysis failed. */
export function shownFacts(facts: object) {
  const { zone = null, exif = null, lookalike }: Partial<Facts> = facts;
  const { camera, software, moments, position } = exif ?? { camera: null, software: null, moments: [], position: null };
  const nearest: NearestLookalike | null = lookalike?.state === "evaluated" ? lookalike.nearest : null;
  return { zone, exif_position: position, metadata: { camera, software, moments }, lookalike: nearest };
}
