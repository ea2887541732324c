export { atomsIn, PEOPLE_ROUNDED_TO, roundPeople } from "./answer.ts";
export { type Atom, type Cell, PEOPLE_MIN, partition, peopleOf } from "./partition.ts";
export { mayTellAgain } from "./steps.ts";
