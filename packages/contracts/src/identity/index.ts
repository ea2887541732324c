export * from "./account.ts";
export * from "./email.ts";
export * from "./invitation-operations.ts";
export * from "./public.ts";
export * from "./username.ts";
