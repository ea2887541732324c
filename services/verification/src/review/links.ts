import { sealedLinks } from "@oneheart/kernel";

/** A reviewer's links to pictures. */
export const reviewLinks = sealedLinks({ path: "/api/review-media", purpose: "review-media", life_ms: 10 * 60_000 });
