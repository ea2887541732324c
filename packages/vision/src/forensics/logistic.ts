/** A logistic model over named features. Made by a script in `training/`; never edited by hand. */
export interface LogisticModel<Feature extends string> {
  /** Changes with the weights or with what a feature means. */
  version: string;
  intercept: number;
  features: Record<Feature, { mean: number; scale: number; weight: number }>;
}

/** The features of one picture, by name. */
export type Features<Feature extends string> = Record<Feature, number>;

/** Between 0 and 1, to six decimals, so that it reads the same wherever it is stored. */
export function probabilityOf<Feature extends string>(model: LogisticModel<Feature>, features: Features<Feature>): number {
  let logit = model.intercept;
  for (const name of Object.keys(model.features) as Feature[]) {
    const { mean, scale, weight } = model.features[name];
    logit += (weight * (features[name] - mean)) / scale;
  }
  return rounded(1 / (1 + Math.exp(-logit)));
}

/** To six decimals. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
