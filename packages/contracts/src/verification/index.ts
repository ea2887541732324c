export * from "./assessment.ts";
export * from "./public.ts";
export * from "./review.ts";
export * from "./review-reasons.ts";
export * from "./rule-flags.ts";
export * from "./rules.ts";
