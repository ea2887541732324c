export * from "./public.ts";
export * from "./reward.ts";
