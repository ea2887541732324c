/** Who is signed in. Apart from the calls, because a first page needs it before it needs any contract. */
export { SessionRefused } from "./refused.ts";
export { type BrowserSession, createBrowserSession, type SessionOptions, type SessionState, type SignedIn } from "./session.ts";
