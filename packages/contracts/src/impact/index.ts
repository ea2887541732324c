export * from "./policy.ts";
export * from "./public.ts";
export * from "./rules.ts";
export * from "./simulation.ts";
