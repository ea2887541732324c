import { combinedWitnesses } from "@oneheart/trust";
import type { WitnessStatement } from "../../assessment/rules/facts.ts";
import { circles } from "../../assessment/rules/signals/witnesses.ts";
import { daysAfter } from "./appeal.ts";

/** A decision, as far as a dispute of it depends on it. */
export interface Disputable {
  status: string;
  decision: { decided_by: string };
  decided_at: Date;
  facts: object;
}

/** Whether an approval was the rules' alone, is as recent as a rejection that can be appealed, and there is still something to look at. */
export function isDisputable({ status, decision, decided_at, facts }: Disputable, appeal_days: number, now: Date): boolean {
  const isAutomatic = status === "verified" && decision.decided_by === "rules";
  return isAutomatic && "proof" in facts && now <= daysAfter(decided_at, appeal_days);
}

/**
 * Whether witnesses dispute what the rules did not know to be disputed. As for a quorum only those count who could have seen it, those
 * of one circle as one. Where others whose word weighs more confirm it, a dispute is not enough.
 */
export function isNewlyDisputed(known: readonly WitnessStatement[], said: readonly WitnessStatement[]): boolean {
  const counted = whoCouldSee(said);
  return circles(counted, "dispute") > circles(whoCouldSee(known), "dispute") && combinedWitnesses(counted, false) <= 0;
}

function whoCouldSee(statements: readonly WitnessStatement[]): WitnessStatement[] {
  return statements.filter(({ plausible }) => plausible);
}
