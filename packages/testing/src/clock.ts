import type { Clock } from "@oneheart/kernel";

/** The real time, shifted: it ticks, and tests move it forward. */
export interface TestClock extends Clock {
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
  /** Moves to this moment. */
  set(moment: Date | string): void;
}

export function createTestClock(start?: Date | string): TestClock {
  let shift_ms = start === undefined ? 0 : new Date(start).getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + shift_ms),
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      shift_ms += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
    set(moment) {
      shift_ms = new Date(moment).getTime() - Date.now();
    },
  };
}
