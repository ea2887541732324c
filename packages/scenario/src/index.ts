/** People, a programme and photographs, on any server over HTTP: for the demonstration, benchmarks and tests. */
export { stamp } from "./exif.ts";
export { type Patience, patience, slowness } from "./patience.ts";
export { logIn, type Person, questReaches, register, until } from "./person.ts";
export { findPhotographs, newPhotograph, newPicture, type Photograph, photographed, takenAt } from "./photographs.ts";
export { openProgramme, type Programme } from "./programme.ts";
export { withoutLimits } from "./without-limits.ts";
