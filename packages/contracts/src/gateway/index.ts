export * from "./home.ts";
export * from "./public.ts";
