import { sampledSide } from "./jarosz.ts";

/** The lowest 16 × 16 frequencies are kept; the constant ones are left out. */
const keptSide = 16;

const basis = Float32Array.from({ length: keptSide * sampledSide }, (_, at) => {
  const frequency = Math.floor(at / sampledSide) + 1;
  const position = at % sampledSide;
  return Math.sqrt(2 / sampledSide) * Math.cos((Math.PI / 2 / sampledSide) * frequency * (2 * position + 1));
});

/** DCT-II of a 64 × 64 picture: 16 × 16 coefficients, vertical frequency by row, horizontal by column, both 1 to 16. */
export function transform(picture: Float32Array): Float32Array {
  const half = new Float32Array(keptSide * sampledSide);
  for (let frequency = 0; frequency < keptSide; frequency += 1) {
    const to = frequency * sampledSide;
    for (let y = 0; y < sampledSide; y += 1) {
      const factor = basis[to + y]!;
      const from = y * sampledSide;
      for (let x = 0; x < sampledSide; x += 1) half[to + x]! += factor * picture[from + x]!;
    }
  }
  const out = new Float32Array(keptSide * keptSide);
  for (let row = 0; row < keptSide; row += 1) {
    for (let column = 0; column < keptSide; column += 1) {
      let sum = 0;
      for (let x = 0; x < sampledSide; x += 1) sum += half[row * sampledSide + x]! * basis[column * sampledSide + x]!;
      out[row * keptSide + column] = sum;
    }
  }
  return out;
}
