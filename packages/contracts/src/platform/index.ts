export * from "./approval.ts";
export * from "./public.ts";
