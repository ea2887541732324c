import { logit } from "../calibration/logistic.ts";
import { wilson } from "../calibration/wilson.ts";
import { requireNumber } from "../errors.ts";
import type { Agreement } from "./reliability.ts";

/** Caps in thousandths of log-odds. */
export interface WitnessCaps {
  /** One witness. */
  readonly witness_max: number;
  /** All witnesses of one action together, either way. */
  readonly total_max: number;
}

const defaultWitnessCaps: WitnessCaps = { witness_max: 700, total_max: 1500 };

/**
 * What a witness's word weighs, 0 to `witness_max`: the log-odds of the share of their past statements that turned out right, at
 * its Wilson lower bound, and nothing from one half down. So a newcomer weighs nothing yet. `ring_score` (0 to 1) takes away from it.
 */
export function witnessWeight(past: Agreement, ring_score = 0, caps = defaultWitnessCaps): number {
  requireNumber("ring_score", ring_score, 0, 1);
  const right = wilson(past.agreed, past.n).lower;
  if (right <= 0.5) return 0;
  return Math.round(Math.min(caps.witness_max, 1000 * logit(Math.min(right, 1 - 1e-9))) * (1 - ring_score));
}

/** What one witness said of an action. Witnesses of one `circle` (a group of the graph, a device) count as one. */
export interface Statement {
  readonly verdict: "confirm" | "dispute";
  readonly weight: number;
  readonly circle: string;
}

/**
 * What witnesses add to an action's log-odds, in thousandths: of each circle the strongest word each way, added up and capped.
 * Under a hard flag witnesses can only take away.
 */
export function combinedWitnesses(statements: readonly Statement[], hard_flag: boolean, caps = defaultWitnessCaps): number {
  const sumOf = (verdict: Statement["verdict"]) => {
    const circles = Map.groupBy(
      statements.filter((statement) => statement.verdict === verdict),
      ({ circle }) => circle,
    );
    return [...circles.values()].reduce((sum, own) => sum + Math.max(...own.map(({ weight }) => checked(weight, caps))), 0);
  };
  const sum = sumOf("confirm") - sumOf("dispute");
  const capped = Math.max(-caps.total_max, Math.min(caps.total_max, sum));
  return hard_flag ? Math.min(0, capped) : capped;
}

function checked(weight: number, caps: WitnessCaps): number {
  requireNumber("the weight of a statement", weight, 0);
  return Math.min(weight, caps.witness_max);
}
