import type { analyticsContract, Output } from "@oneheart/contracts";
import type { ProgrammeRow } from "../store/programme.ts";

type Settings = Output<typeof analyticsContract.operations.getProgramme>;

/** The settings as the contract shows them. How credits are divided is what the rules of rewards say, and nothing else. */
export function presentProgramme({ updated_at, ...row }: ProgrammeRow, pool_split: Settings["pool_split"]): Settings {
  return { ...row, pool_split, updated_at: updated_at.toISOString() };
}
