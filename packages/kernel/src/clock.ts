/** Where the time comes from; tests put their own in its place. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still: what is recorded of the past happens at its own moment, not at that of the recording. */
export function clockAt(moment: Date): Clock {
  return { now: () => new Date(moment) };
}

export const systemClock: Clock = { now: () => new Date() };
