import { applyIsotonic, applyPlatt, fitIsotonic, fitPlatt, logit, sigmoid } from "@oneheart/trust";
import type { ModelCalibration } from "../manifest.ts";

/** A model's logit for a picture, and whether the picture is what the model is to find. */
export interface Labelled {
  readonly raw: number;
  readonly fake: boolean;
}

export type CalibrationType = Exclude<ModelCalibration["type"], "as_given">;
type Params<T extends CalibrationType> = Extract<ModelCalibration, { type: T }>["params"];

/** A map from logits to probabilities. */
export type CalibrationMap = { type: "platt"; params: Params<"platt"> } | { type: "isotonic"; params: Params<"isotonic"> };

/** Fits a map; its probabilities hold where the kinds are as frequent as in `cases`. */
export function fitMap(type: CalibrationType, cases: readonly Labelled[]): CalibrationMap {
  const raws = cases.map(({ raw }) => raw);
  const labels = cases.map(({ fake }) => fake);
  if (type === "platt") return { type, params: { ...fitPlatt(raws, labels) } };
  const { x, y } = fitIsotonic(raws, labels);
  return { type, params: { x: [...x], y: [...y] } };
}

/** Where a map takes a logit. */
export function applyMap(map: CalibrationMap, raw: number): number {
  return map.type === "platt" ? applyPlatt(map.params, raw) : applyIsotonic(map.params, raw);
}

/**
 * The same map where both kinds are equally frequent, so that its log-odds are those of the evidence alone: how frequent fakes
 * are in an operator's folder says nothing about how frequent they are among the players.
 */
export function atEvenOdds(map: CalibrationMap, cases: readonly Labelled[]): CalibrationMap {
  const fakes = cases.filter(({ fake }) => fake).length;
  const prior = Math.log(fakes / (cases.length - fakes));
  if (map.type === "platt") return { ...map, params: { ...map.params, intercept: map.params.intercept - prior } };
  return { ...map, params: { ...map.params, y: map.params.y.map((p) => sigmoid(logit(p) - prior)) } };
}
