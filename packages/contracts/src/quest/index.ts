export * from "./contract.ts";
export * from "./mission.ts";
export * from "./quest-step.ts";
