/** To a worker: one task at a time. */
export interface Request {
  module: string;
  name: string;
  payload: unknown;
}

/** What a task threw, in a form that crosses between processes. */
export interface Thrown {
  name: string;
  message: string;
  /** The `code` or `reason` that typed errors of this code base carry. */
  code?: string;
}

/** From a worker: that it has loaded the task and begins, then how it went. */
export type Report = { kind: "begun" } | { kind: "done"; value: unknown } | { kind: "threw"; thrown: Thrown };
