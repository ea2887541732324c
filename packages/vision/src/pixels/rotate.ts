import type { LumaImage, Region } from "./luma-image.ts";

/**
 * A region turned clockwise about its centre, and cut to the largest upright rectangle of the same shape that holds none of the
 * corners. Bilinear.
 */
export function rotate(image: LumaImage, region: Region, degrees: number): LumaImage {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const scale = inscribedScale(region.width, region.height, degrees);
  const width = Math.max(1, Math.floor(region.width * scale));
  const height = Math.max(1, Math.floor(region.height * scale));
  const data = new Uint8Array(width * height);
  const right = image.width - 2;
  const bottom = image.height - 2;
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = y - (height - 1) / 2;
    let sourceX = region.left + (region.width - 1) / 2 - (cosine * (width - 1)) / 2 + sine * down;
    let sourceY = region.top + (region.height - 1) / 2 + (sine * (width - 1)) / 2 + cosine * down;
    for (let x = 0; x < width; x += 1, at += 1, sourceX += cosine, sourceY -= sine) {
      const left = Math.max(0, Math.min(right, Math.floor(sourceX)));
      const top = Math.max(0, Math.min(bottom, Math.floor(sourceY)));
      data[at] = bilinear(image, left, top, sourceX - left, sourceY - top);
    }
  }
  return { width, height, data };
}

/** By how much the largest upright rectangle of the same shape inside a turned one is smaller. */
export function inscribedScale(width: number, height: number, degrees: number): number {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.cos(angle)];
  return 1 / Math.max(cosine + (height / width) * sine, cosine + (width / height) * sine);
}

function bilinear({ data, width }: LumaImage, left: number, top: number, across: number, down: number): number {
  const at = top * width + left;
  const above = data[at]! + (data[at + 1]! - data[at]!) * across;
  const below = data[at + width]! + (data[at + width + 1]! - data[at + width]!) * across;
  return above + (below - above) * down + 0.5;
}
