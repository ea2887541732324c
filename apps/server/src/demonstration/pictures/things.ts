/** Things that several pictures show. Each stands on (0, 0) and is drawn upwards, some hundred units high. */
import { pick, type Random } from "@oneheart/simulation";
import { between, box, ellipse, frame, type Light, line, many, moved, ridge, shade, shape } from "./brush.ts";

export function sky(random: Random, light: Light, horizon: number): string {
  const clouds = many(between(random, 2, 6), () => {
    const [x, y] = [between(random, 0, frame.width), between(random, 20, horizon * 0.7)];
    return many(4, (index) =>
      ellipse(
        x + index * between(random, 18, 40),
        y + between(random, -9, 9),
        between(random, 25, 70),
        between(random, 10, 24),
        "#fff",
        `fill-opacity="0.45"`,
      ),
    );
  });
  const sun = light.sun
    ? ellipse(between(random, 60, 900), between(random, 40, horizon * 0.6), 34, 34, "#fff6d8", `fill-opacity="0.9"`)
    : "";
  return box(0, 0, frame.width, horizon + 20, "url(#sky)") + sun + clouds;
}

export function skyline(random: Random, horizon: number): string {
  let x = -20;
  return many(24, () => {
    const [width, height] = [between(random, 28, 70), between(random, 30, 190)];
    const at = x;
    x += width * between(random, 0.7, 1.3);
    const wall = shade(random, 212, 14, 66, 10);
    const windows = many((width * height) / 420, () =>
      box(at + 4 + random() * (width - 10), horizon - height + 6 + random() * (height - 12), 4, 6, "#e8eef2", `fill-opacity="0.6"`),
    );
    return box(at, horizon - height, width, height, wall) + windows;
  });
}

export function treeline(random: Random, horizon: number): string {
  return many(30, () =>
    ellipse(
      between(random, -20, 980),
      horizon - between(random, 2, 26),
      between(random, 26, 64),
      between(random, 18, 46),
      shade(random, 115, 32, 30, 9),
    ),
  );
}

export function tree(random: Random): string {
  const crown = many(26, () =>
    ellipse(
      between(random, -75, 75),
      -150 - between(random, -10, 105),
      between(random, 22, 42),
      between(random, 18, 34),
      shade(random, 108, 38, 33, 11),
    ),
  );
  const trunk = shape(`M-12 0 Q-6 -60 -14 -150 L12 -150 Q8 -70 15 0 Z`, shade(random, 28, 32, 30));
  return ellipse(10, 0, 95, 13, "#000", `fill-opacity="0.18"`) + trunk + crown;
}

export function palm(random: Random): string {
  const lean = between(random, -40, 40);
  const leaves = many(11, (index) => {
    const angle = (index / 11) * Math.PI * 2;
    const [x, y] = [Math.cos(angle) * 95, Math.sin(angle) * 55 + 25];
    return line(
      `M${lean} -210 Q${lean + x * 0.6} ${-250 + y * 0.3} ${lean + x} ${-210 + y}`,
      shade(random, 105, 42, 34, 9),
      between(random, 8, 15),
    );
  });
  return line(`M0 0 Q${lean * 0.2} -110 ${lean} -210`, shade(random, 32, 28, 38), 13) + leaves;
}

export function grass(random: Random, top: number, count = 420): string {
  return many(count, () => {
    const y = top + random() ** 0.7 * (frame.height - top);
    const size = 4 + ((y - top) / (frame.height - top)) * 22;
    const x = between(random, 0, frame.width);
    return line(
      `M${x.toFixed(0)} ${y.toFixed(0)} l${between(random, -5, 5).toFixed(0)} ${(-size).toFixed(0)}`,
      shade(random, 96, 40, 38, 14),
      1.2 + size / 12,
      `stroke-opacity="0.75"`,
    );
  });
}

export function water(random: Random, top: number, bottom: number, hue = 200): string {
  const ripples = many(120, () => {
    const y = between(random, top + 4, bottom);
    const length = 8 + ((y - top) / (bottom - top)) * between(random, 20, 90);
    return line(
      `M${between(random, -20, 960).toFixed(0)} ${y.toFixed(0)} h${length.toFixed(0)}`,
      random() < 0.5 ? "#fff" : shade(random, hue, 40, 30),
      1.5,
      `stroke-opacity="${between(random, 0.12, 0.4).toFixed(2)}"`,
    );
  });
  return (
    box(0, top, frame.width, bottom - top, shade(random, hue, 34, 52, 7)) +
    box(0, top, frame.width, (bottom - top) * 0.35, "url(#sky)", `fill-opacity="0.5"`) +
    ripples
  );
}

export const skins = ["#f1c9a5", "#dba878", "#c08552", "#9a6238", "#6f4527"];

const bags = ["#23272b", "#2f6fb0", "#2f8f57", "#d8b23a", "#e9e9e4"];

export function fullBag(random: Random): string {
  const colour = pick(random, bags);
  const bulge = between(random, 44, 66);
  const folds = many(9, () =>
    line(
      `M${between(random, -bulge, bulge) * 0.7} ${between(random, -95, -20)} q${between(random, -14, 14)} 18 ${between(random, -9, 9)} ${between(random, 18, 44)}`,
      random() < 0.6 ? "#fff" : "#000",
      2.4,
      `stroke-opacity="0.22"`,
    ),
  );
  const body = shape(`M${-bulge} -14 Q${-bulge - 10} -80 -16 -108 L16 -108 Q${bulge + 12} -78 ${bulge} -12 Q0 10 ${-bulge} -14 Z`, colour);
  return (
    ellipse(8, -2, bulge + 18, 12, "#000", `fill-opacity="0.3"`) +
    body +
    folds +
    shape("M-14 -106 l-20 -24 l20 8 l8 -22 l10 22 l22 -12 l-14 28 Z", colour)
  );
}

export function litter(random: Random): string {
  const colour = pick(random, ["#d84f4f", "#f2f2ee", "#5aa0d8", "#7cc08a", "#e0c14a", "#b9b9b4"]);
  const lying = `rotate(${between(random, -80, 80).toFixed(0)})`;
  const kinds = [
    box(-5, -26, 10, 26, colour, `rx="4" fill-opacity="0.85"`) + box(-3, -33, 6, 8, "#3a7ab0"),
    shape("M-8 0 L-10 -22 L10 -22 L8 0 Z", colour) + box(-11, -25, 22, 4, "#fff"),
    box(-7, -18, 14, 18, colour, `rx="3"`) + box(-7, -12, 14, 5, "#fff", `fill-opacity="0.5"`),
    shape(`M-14 0 l6 -12 l10 4 l8 -9 l5 14 l-9 8 Z`, colour),
  ];
  return `${ellipse(0, 0, 14, 4, "#000", `fill-opacity="0.2"`)}<g transform="${lying}">${pick(random, kinds)}</g>`;
}

/** Somebody seen from behind or from the side, who wears a vest and a hat. */
export function helper(random: Random): string {
  const [skin, trousers] = [pick(random, skins), shade(random, 216, 26, 32, 16)];
  const vest = pick(random, ["#e2574c", "#f29f3d", "#2f9e77", "#3c78c8", "#c84f8a", "#f4d35e"]);
  const hat = pick(random, ["#f3ead2", "#3b4a5a", "#b33f3f", "#d9c27a", "#4d7a4a"]);
  const bend = between(random, -14, 34);
  const reach = between(random, 20, 62);
  const legs = line(`M-9 -80 L-13 -2`, trousers, 17) + line(`M9 -80 L14 -2`, trousers, 17);
  const arms =
    line(`M${bend * 0.8 - 14} -142 L${bend + reach} ${-105 + reach * 0.6}`, skin, 10) +
    line(`M${bend * 0.8 + 12} -142 L${bend + reach * 0.6} -92`, skin, 10);
  const body = shape(`M-20 -76 Q-26 -120 ${bend - 22} -152 L${bend + 22} -152 Q27 -118 20 -76 Z`, vest);
  const stripe = line(`M-21 -104 L22 -104`, "#f5f7c0", 5, `stroke-opacity="0.8"`);
  const head = ellipse(bend * 1.2, -172, 16, 19, skin) + ellipse(bend * 1.2, -181, 27, 7, hat) + ellipse(bend * 1.2, -188, 16, 12, hat);
  return ellipse(4, 0, 38, 8, "#000", `fill-opacity="0.24"`) + legs + body + stripe + arms + head;
}

export function seedling(random: Random): string {
  const height = between(random, 50, 110);
  const leaves = many(between(random, 3, 8), (index) => {
    const y = -height * (0.35 + 0.1 * index);
    const side = index % 2 === 0 ? 1 : -1;
    return shape(`M0 ${y} q${side * 20} -26 ${side * 44} -8 q${side * -18} 20 ${side * -44} 8 Z`, shade(random, 112, 48, 37, 10));
  });
  return line(`M0 0 Q${between(random, -8, 8)} ${-height / 2} 0 ${-height}`, shade(random, 66, 40, 32), 5) + leaves;
}

export const hills = (random: Random, horizon: number) =>
  shape(ridge(random, horizon - 40, 36, 7), shade(random, 140, 18, 56)) +
  shape(ridge(random, horizon - 14, 18, 10), shade(random, 118, 26, 42));

/** The same thing at many places, those further away first and smaller. */
export function strewn(
  random: Random,
  count: number,
  [near, far]: [near: number, far: number],
  size: number,
  draw: (random: Random) => string,
): string {
  const places = Array.from({ length: Math.round(count) }, () => random()).sort((a, b) => a - b);
  return places
    .map((depth) =>
      moved(
        between(random, 20, frame.width - 20),
        far + depth * (near - far),
        size * (0.45 + 0.75 * depth),
        draw(random),
        random() < 0.5 ? "scale(-1 1)" : "",
      ),
    )
    .join("");
}
