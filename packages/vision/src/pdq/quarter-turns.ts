import { fullRegion, type LumaImage } from "../pixels/luma-image.ts";
import { mirror } from "../pixels/mirror.ts";
import { type Pdq, pdq } from "./hash.ts";

/** The hashes of a picture that lies on its side or on its head, each also mirrored: it is the same picture, and to PDQ a stranger. */
export function quarterTurns(image: LumaImage): Pdq[] {
  const once = quarterTurn(image);
  const twice = quarterTurn(once);
  return [once, twice, quarterTurn(twice)].flatMap((turned) => [pdq(turned), pdq(mirror(turned, fullRegion(turned)))]);
}

/** Clockwise. */
function quarterTurn({ width, height, data }: LumaImage): LumaImage {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) turned[x * height + height - 1 - y] = data[y * width + x]!;
  return { width: height, height: width, data: turned };
}
