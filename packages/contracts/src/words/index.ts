export * from "./field-words.ts";
export * from "./input-words.ts";
export * from "./problem-words.ts";
