export * from "./contract.ts";
export * from "./level.ts";
