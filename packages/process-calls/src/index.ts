/** Calls between the processes of one installation: the client, the server, and what travels. */
export { answerOtherProcesses } from "./answer.ts";
export { forward } from "./forward.ts";
export { type OtherProcesses, otherProcesses } from "./other-processes.ts";
export { createInternalServer } from "./server.ts";
export { processSettings } from "./settings.ts";
