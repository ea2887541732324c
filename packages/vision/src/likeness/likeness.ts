import { cuts, queryTurns, turns } from "../pdq/windows.ts";
import { fullRegion, type LumaImage } from "../pixels/luma-image.ts";
import { mirror } from "../pixels/mirror.ts";
import { inscribedScale } from "../pixels/rotate.ts";
import { correlation, structure, type View, wholeView } from "./structure.ts";

/** What is seen of the stored picture, and how well it is what the other one shows. */
interface Fit {
  shown: Float32Array;
  view: View;
  correlation: number;
}

/** So many of the best coarse fits are refined. */
const refined = 2;
/** By how much a view's sides (shares of the side) and its turn (degrees) are changed: from half the distance between windows down. */
const steps = [
  { side: 1 / 40, turn: 1.5 },
  { side: 1 / 80, turn: 0.75 },
  { side: 1 / 160, turn: 0.4 },
];
const sweepsMax = 4;

/**
 * From here on two pictures are of one. Of copies with a hash distance of 32 to 75 nearly all reach 0.77, those with a bar drawn over
 * them 0.5; strangers that near stay below, and up to 92 bits away one pair reached 0.68 (benchmarks/src/verification/reuse.ts).
 */
export const likenessMin = 0.6;

/**
 * How much of the fine structure of one picture, as it is, mirrored or turned, is that of some part of another: -1 to 1. Both are given
 * as their `sketches`. Perceptual hashes say which pictures may be alike; of many strangers some come near by chance, and this tells
 * them apart.
 */
export function likeness(shown: readonly LumaImage[], stored: LumaImage): number {
  const versions = shown.flatMap(versionsOf);
  const views = viewsOf(stored).map((view) => ({ view, structure: structure(stored, view) }));
  const fits = versions.flatMap((version) =>
    views.map((one): Fit => ({ shown: version, view: one.view, correlation: correlation(version, one.structure) })),
  );
  fits.sort((a, b) => b.correlation - a.correlation);
  return Math.max(...fits.slice(0, refined).map((fit) => refine(fit, stored)));
}

/** The picture as it is, mirrored and turned. */
function versionsOf(image: LumaImage): Float32Array[] {
  const turned = [wholeView, ...queryTurns.map((degrees) => turnedView(image, degrees))];
  return [image, mirror(image, fullRegion(image))].flatMap((one) => turned.map((view) => structure(one, view)));
}

/** The parts and turns whose hashes are stored. */
function viewsOf(image: LumaImage): View[] {
  return [
    wholeView,
    ...cuts.map(([left, right, top, bottom]) => ({ left: left / 30, right: right / 30, top: top / 30, bottom: bottom / 30, degrees: 0 })),
    ...turns.map((degrees) => turnedView(image, degrees)),
  ];
}

/** The largest upright part of a turned image that holds none of its corners. */
function turnedView({ width, height }: LumaImage, degrees: number): View {
  const margin = (1 - inscribedScale(width, height, degrees)) / 2;
  return { left: margin, right: margin, top: margin, bottom: margin, degrees };
}

/** Moves the view's sides and turns it while that makes it fit better. */
function refine(fit: Fit, stored: LumaImage): number {
  let best = fit;
  for (const step of steps) {
    const views = neighbours(step);
    for (let sweep = 0; sweep < sweepsMax; sweep += 1) {
      const before = best.correlation;
      for (const view of views) best = better(best, view(best.view), stored);
      if (best.correlation === before) break;
    }
  }
  return best.correlation;
}

function neighbours({ side, turn }: (typeof steps)[number]): Array<(view: View) => View> {
  const names = ["left", "right", "top", "bottom"] as const;
  const sides = names.flatMap((name) => [side, -side].map((by) => (view: View) => ({ ...view, [name]: view[name] + by })));
  return [...sides, ...[turn, -turn].map((by) => (view: View) => ({ ...view, degrees: view.degrees + by }))];
}

function better(fit: Fit, view: View, stored: LumaImage): Fit {
  const { left, right, top, bottom } = view;
  if (Math.min(left, right, top, bottom) < 0 || left + right > 0.5 || top + bottom > 0.5) return fit;
  const found = correlation(fit.shown, structure(stored, view));
  return found > fit.correlation ? { shown: fit.shown, view, correlation: found } : fit;
}
