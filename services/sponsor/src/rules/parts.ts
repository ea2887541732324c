import { WHOLE_PARTS } from "@oneheart/contracts";
import { splitByWeights } from "@oneheart/ledger";

/** Parts of the whole by weights. */
export function partsByWeights(weights: readonly bigint[]): number[] {
  return splitByWeights(BigInt(WHOLE_PARTS), weights).map(Number);
}
