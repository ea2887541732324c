export * from "./dashboard.ts";
export * from "./economy.ts";
export * from "./figures.ts";
export * from "./programme.ts";
export * from "./public.ts";
export { DataCheckId } from "./quality.ts";
