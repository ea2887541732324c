export * from "./mission.ts";
export * from "./public.ts";
export * from "./quest-step.ts";
