import type { CopyState } from "@oneheart/contracts";

/** No crowd in one picture has more faces than anybody would look at. */
export const regionsMax = 500;

/** Whether a copy's regions may be changed: not those of one that everybody sees, or that is not there. */
export function mayChange(state: CopyState): boolean {
  return state === "preparing" || state === "ready";
}

/** Whether a rectangle lies in the picture as a whole. */
export function liesIn(
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  { width_px, height_px }: { width_px: number | null; height_px: number | null },
): boolean {
  return width_px !== null && height_px !== null && left + width <= width_px && top + height <= height_px;
}
