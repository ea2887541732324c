export * from "./define.ts";
export * from "./figure.ts";
export * from "./local-day.ts";
export * from "./problem.ts";
export * from "./shared.ts";
export * from "./text.ts";
