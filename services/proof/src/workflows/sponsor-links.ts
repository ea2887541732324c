import { sealedLinks } from "@oneheart/kernel";

/**
 * Links to pictures of a sponsor's gallery, by the copy's id: an <img> carries no session. They are handed to those who paid, live for
 * minutes, and open only what may still be shown.
 */
export const sponsorLinks = sealedLinks({ path: "/api/sponsor-pictures", purpose: "sponsor-picture", life_ms: 10 * 60_000 });
