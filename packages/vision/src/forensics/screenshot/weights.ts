import type { LogisticModel } from "../logistic.ts";
import type { ScreenshotFeature } from "./features.ts";

/** Made by `training/screenshot.ts`; never edited by hand. */
export const screenshotModel: LogisticModel<ScreenshotFeature> = {
  version: "screenshot-1",
  intercept: 1.897305,
  features: {
    equal_neighbours: { mean: 0.3873637, scale: 0.2887762, weight: 0.1512385 },
    near_neighbours: { mean: 0.5511917, scale: 0.2541649, weight: -0.205045 },
    axis_edges: { mean: 0.5937896, scale: 0.1480459, weight: 0.1218507 },
    hard_edges: { mean: 0.1867876, scale: 0.1745113, weight: 0.5786751 },
    flat_blocks: { mean: 0.350695, scale: 0.2681588, weight: -0.08565648 },
    noise: { mean: -2.071324, scale: 1.152694, weight: -0.02137268 },
    noise_spread: { mean: 2.003953, scale: 1.55325, weight: 0.09276963 },
    distinct_colours: { mean: 0.6018759, scale: 1.344368, weight: 0.01371524 },
    top_colour: { mean: 0.333696, scale: 0.2489329, weight: 0.1317154 },
    top_colours: { mean: 0.5994961, scale: 0.3078503, weight: 0.4765235 },
    top_exact: { mean: 0.2684383, scale: 0.2408109, weight: 0.992855 },
    extremes: { mean: 0.09817808, scale: 0.1782376, weight: -0.2373782 },
    grey: { mean: 0.4793853, scale: 0.3831784, weight: -0.6452823 },
    saturation: { mean: 0.217467, scale: 0.2110135, weight: -0.3334314 },
    blank_lines: { mean: 0.04462016, scale: 0.06871249, weight: 0.255286 },
    straight_lines: { mean: 0.5270823, scale: 0.3034792, weight: 0.8618193 },
    edge_run_across: { mean: 0.4860126, scale: 0.3995699, weight: 1.642333 },
    edge_run_down: { mean: 0.2421091, scale: 0.2903404, weight: 0.2892671 },
    equal_run: { mean: 0.2010304, scale: 0.2057716, weight: 0.5164512 },
    border: { mean: 0.7739408, scale: 0.2304074, weight: 0.8777057 },
  },
};
