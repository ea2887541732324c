/** A witness: it cosigns checkpoints of the logs that it watches, and never two that contradict each other (C2SP tlog-witness). */
export { type RunningWitness, type Settings, startWitness } from "./start.ts";
export { StartError } from "./start-error.ts";
export type { KnownLogs } from "./submission.ts";
