import { type RuleFlag, ruleFlags } from "@oneheart/contracts";
import { type Pattern, pattern } from "../pattern.ts";

type Plain = Pattern<Record<never, never>>;

const given = Object.entries(ruleFlags).map(([flag, words]) => [`flag.${flag}`, pattern(words)]);

/** What the rules found noteworthy, for the reviewer. The flags and their English words are part of the contract. */
export const flags = Object.fromEntries(given) as Record<`flag.${RuleFlag}`, Plain>;
