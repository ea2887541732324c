import { createHash } from "node:crypto";
import type { DifferenceLine } from "@oneheart/contracts";

/** A record as its owner shows it, or null where there is none. */
export type RecordState = Record<string, unknown> | null;

/** What a request would change of a record. */
export interface Difference {
  difference: DifferenceLine[];
  /** The same for equal differences. */
  difference_id: string;
}

type Value = DifferenceLine["before"];

/** The fields that differ between two states of a record, by their paths, such as `weights.copy`. */
export function differenceOf(before: RecordState, after: RecordState): Difference {
  const old = leavesOf(before);
  const young = leavesOf(after);
  const paths = [...new Set([...old.keys(), ...young.keys()])];
  const difference = paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: young.get(path) ?? null }))
    .filter((line) => line.before !== line.after);
  return { difference, difference_id: createHash("sha256").update(JSON.stringify(difference)).digest("hex").slice(0, 32) };
}

function leavesOf(state: unknown, path = "", leaves = new Map<string, Value>()): Map<string, Value> {
  if (state === null || state === undefined) return leaves;
  if (typeof state !== "object") return leaves.set(path, state as Value);
  for (const [name, value] of Object.entries(state)) leavesOf(value, path === "" ? name : `${path}.${name}`, leaves);
  return leaves;
}
