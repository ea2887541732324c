/** HTTP as the gateway and the calls between processes share it: the server, its log, problems, deadlines, event streams and health. */
export { Deadline } from "./deadline.ts";
export { eventStream, WrittenEvents } from "./event-stream.ts";
export { installHealth } from "./health.ts";
export { answerIn } from "./language.ts";
export { installNotFound } from "./not-found.ts";
export { problemOf, problemsPath, problemType, toOperationError } from "./problem.ts";
export { createServer, type ServerOptions } from "./server.ts";
export { httpSettings } from "./settings.ts";
export { isFromThisMachine } from "./this-machine.ts";
export { parseProxies } from "./trusted-proxies.ts";
