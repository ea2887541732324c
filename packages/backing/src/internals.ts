/** What benchmarks, and tests of what stands on this package, look at inside it. Programs use `index.ts`. */
export { applicationUrl, ensureApplicationLogin } from "./postgres/application-login.ts";
