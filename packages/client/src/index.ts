/** The public API for pages in a browser: calls by contract, repeated safely, and live events. */
export { type Caller, type CallOptions, createCaller, UnexpectedAnswer } from "./caller.ts";
export { type EventStream, openEventStream, type ReceivedEvent } from "./event-stream.ts";
export { newKey } from "./new-key.ts";
