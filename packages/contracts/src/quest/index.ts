export * from "./contract.ts";
export * from "./mission.ts";
