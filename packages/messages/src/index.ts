export { type Language, languageOf, languages } from "./languages.ts";
export { type Message, type MessageCode, message, type Parameters, type Sentence } from "./message.ts";
export { reasonMessage } from "./reason.ts";
export { render, renderAll } from "./render.ts";
