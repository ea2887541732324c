export { type Language, languageOf } from "./languages.ts";
export { isMessageCode, type MessageCode, message, type Parameters, type Sentence } from "./message.ts";
export { momentIn } from "./moment.ts";
export type { Message } from "./pattern.ts";
export { reasonMessage } from "./reason.ts";
export { render, renderAll } from "./render.ts";
