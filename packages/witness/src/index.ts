/** A witness: it cosigns checkpoints of the logs that it watches, and never two that contradict each other (C2SP tlog-witness). */
export { createWitnessServer } from "./server.ts";
export { type RunningWitness, type Settings, startWitness } from "./start.ts";
export { StartError } from "./start-error.ts";
export { openState } from "./state-file.ts";
export type { KnownLogs } from "./submission.ts";
export { createWitness } from "./witness.ts";
