export * from "./areas.ts";
export * from "./public.ts";
