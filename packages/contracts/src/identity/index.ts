export * from "./account.ts";
export * from "./contract.ts";
export * from "./email.ts";
export * from "./invitation-operations.ts";
export * from "./username.ts";
