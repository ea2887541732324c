export { atomsIn, PEOPLE_ROUNDED_TO, roundPeople } from "./answer.ts";
export { spansOfDays } from "./days.ts";
export { type Atom, type Cell, PEOPLE_MIN, partition } from "./partition.ts";
export { mayTellAgain } from "./steps.ts";
