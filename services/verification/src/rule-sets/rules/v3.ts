import type { RuleSet } from "@oneheart/contracts";
import { v2 } from "./v2.ts";

/** Absence weighs less than agreement, and a phone's clock alone rejects nobody. What it decided is replayed with it, so it never changes. */
export const v3: RuleSet = {
  ...v2,
  version: "v3-2026-11",
};
