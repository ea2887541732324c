export * from "./public.ts";
export * from "./rules.ts";
