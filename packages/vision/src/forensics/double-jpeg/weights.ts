import type { LogisticModel } from "../logistic.ts";
import type { DoubleJpegFeature } from "./features.ts";

/** Made by `training/double-jpeg.ts`; never edited by hand. */
export const doubleJpegModel: LogisticModel<DoubleJpegFeature> = {
  version: "double-jpeg-1",
  intercept: 0.2509302,
  features: {
    standard_gain: { mean: 3.979658, scale: 4.074437, weight: 0.2831968 },
    standard_gain_total: { mean: 3.110668, scale: 3.445829, weight: -0.661858 },
    standard_gain_root: { mean: 2.825765, scale: 3.149364, weight: -0.3226102 },
    standard_margin: { mean: 5.330038, scale: 2.854012, weight: 0.1012918 },
    standard_sharpness: { mean: 0.1760144, scale: 0.2725305, weight: 0.2743415 },
    free_gain: { mean: 5.705696, scale: 2.527341, weight: 1.613321 },
    free_gain_total: { mean: 4.297405, scale: 2.519306, weight: 1.062551 },
    explained: { mean: 0.3698537, scale: 0.6652381, weight: 2.310192 },
    frequencies: { mean: 0.3583333, scale: 0.3950888, weight: 0.7433135 },
    blocks: { mean: 7.728712, scale: 1.263328, weight: -0.370962 },
    step: { mean: 2.047787, scale: 0.6159252, weight: 0.7666274 },
  },
};
