export { csvMark, csvRow } from "./csv.ts";
export { defaultLanguage, type Language, languageFor, languageOf, languages } from "./languages.ts";
export { isMessageCode, type MessageCode, message, type Parameters, type Sentence } from "./message.ts";
export { momentIn } from "./moment.ts";
export type { Message } from "./pattern.ts";
export { inputMessage, problemDetail, problemTitle } from "./problem.ts";
export { flagMessage, reasonMessage } from "./reason.ts";
export { render, renderAll } from "./render.ts";
export { type SignalReader, signalWords } from "./signal.ts";
