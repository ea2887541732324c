export * from "./campaign.ts";
export * from "./cover.ts";
export * from "./money.ts";
export * from "./organisation.ts";
export * from "./panel.ts";
export * from "./public.ts";
export * from "./roi.ts";
export * from "./social-return.ts";
