export { atomsIn, roundPeople } from "./answer.ts";
export { type Atom, type Cell, partition, peopleOf } from "./partition.ts";
