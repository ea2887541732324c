/** A part of a picture, in its pixels. */
export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A smaller one was a click. */
export const least_px = 8;

interface Point {
  x: number;
  y: number;
}

/** From where a pointer went down to where it is, inside of the picture. */
export function spanned(from: Point, to: Point, picture: Size): Rectangle {
  const x = [from.x, to.x].map((value) => limited(value, picture.width)).sort((a, b) => a - b) as [number, number];
  const y = [from.y, to.y].map((value) => limited(value, picture.height)).sort((a, b) => a - b) as [number, number];
  return { left: x[0], top: y[0], width: x[1] - x[0], height: y[1] - y[0] };
}

const limited = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));

/** In the middle of a picture, for those who move it by keys. */
export function middleOf({ width, height }: Size): Rectangle {
  const side = Math.max(least_px, Math.round(Math.min(width, height) / 6));
  return { left: Math.round((width - side) / 2), top: Math.round((height - side) / 2), width: side, height: side };
}

/** Moved, or made larger or smaller, by a step; it stays inside of the picture. */
export function stepped(rectangle: Rectangle, step: { dx: number; dy: number; resizes: boolean }, picture: Size): Rectangle {
  const { left, top, width, height } = rectangle;
  if (step.resizes)
    return {
      left,
      top,
      width: Math.min(picture.width - left, Math.max(least_px, width + step.dx)),
      height: Math.min(picture.height - top, Math.max(least_px, height + step.dy)),
    };
  return { left: limited(left + step.dx, picture.width - width), top: limited(top + step.dy, picture.height - height), width, height };
}
