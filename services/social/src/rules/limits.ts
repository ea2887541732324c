/** How often one player may do something. */
export interface Limit {
  max: number;
  window_ms: number;
}

const minute_ms = 60_000;

/** A burst and a day's worth of each. */
export const limits = {
  witness: [
    { max: 5, window_ms: minute_ms },
    { max: 40, window_ms: 24 * 60 * minute_ms },
  ],
  upvote: [
    { max: 30, window_ms: minute_ms },
    { max: 500, window_ms: 24 * 60 * minute_ms },
  ],
  comment: [
    { max: 10, window_ms: minute_ms },
    { max: 200, window_ms: 24 * 60 * minute_ms },
  ],
} as const satisfies Record<string, readonly Limit[]>;
