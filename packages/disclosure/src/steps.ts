import { PEOPLE_MIN } from "./partition.ts";

/**
 * Whether a count of people that only grows may be told anew: there are enough of them, and whoever compares it with what was told before
 * learns of so many at once that nobody is told apart.
 */
export function mayTellAgain({ people, told, least }: { people: number; told: number; least: number }): boolean {
  return people >= least && people - told >= PEOPLE_MIN;
}
