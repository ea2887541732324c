import type { OutboxOptions } from "./outbox.ts";

/** What may be taken back for a moment before it is sent. */
export const outboxOperations: OutboxOptions["operations"] = {
  decideReview: async () => (await import("../features/verification/decide.ts")).decideReview,
};
