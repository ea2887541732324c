import { applyIsotonic, type IsotonicMap } from "./isotonic.ts";

/** What one signal weighed: thousandths of log-odds towards authentic. */
export interface WeighedSignal {
  readonly code: string;
  readonly weight: number;
}

/** What turns weights into log-odds: all whole thousandths. */
export interface Factors {
  readonly base: number;
  /** By signal; 1000 leaves the weight as it is, which is also what a signal without a factor gets. */
  readonly factors: Readonly<Record<string, number>>;
  readonly signal_max: number;
}

/** A fitted model. Plain JSON with whole and rounded numbers: stored, it gives the same scores again. */
export interface CalibrationModel extends Factors {
  readonly format: 1;
  readonly version: string;
  /** How many cases it was fitted to, and how many of them were authentic. */
  readonly n: number;
  readonly authentic: number;
  /** From thousandths of log-odds to P(authentic). */
  readonly isotonic: IsotonicMap;
}

/** The new weight of a signal, in whole thousandths, not beyond the cap. */
export function refittedWeight({ factors, signal_max }: Factors, { code, weight }: WeighedSignal): number {
  const factor = Object.hasOwn(factors, code) ? factors[code]! : 1000;
  return Math.max(-signal_max, Math.min(signal_max, Math.round((weight * factor) / 1000)));
}

/** The log-odds of a case in whole thousandths. */
export function logOddsThousandths(factors: Factors, signals: readonly WeighedSignal[]): number {
  return signals.reduce((sum, signal) => sum + refittedWeight(factors, signal), factors.base);
}

/** P(authentic) of a case. */
export function calibratedProbability(model: CalibrationModel, signals: readonly WeighedSignal[]): number {
  return applyIsotonic(model.isotonic, logOddsThousandths(model, signals));
}
