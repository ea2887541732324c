import { schedule } from "@oneheart/kernel";
import { countMissed } from "../workflows/count-missed.ts";

/** At night, before the recount: what was never heard of is counted after all. */
export const countMissedJob = schedule("count-missed", "20 2 * * *", countMissed);
