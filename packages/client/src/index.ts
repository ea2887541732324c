/** The public API for pages in a browser: calls by contract, repeated safely. */
export { type Caller, type CallOptions, createCaller, UnexpectedAnswer } from "./caller.ts";
export { type FollowOptions, follow, type LiveEvent } from "./follow.ts";
