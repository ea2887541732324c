export * from "./level.ts";
export * from "./public.ts";
