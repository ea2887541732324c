/** One drawing per kind of work: what a helper's photograph would show. */
import { pick, type Random } from "@oneheart/simulation";
import { between, box, ellipse, frame, type Light, line, many, moved, shade, shape } from "./brush.ts";
import { fullBag, grass, helper, hills, litter, palm, seedling, skins, sky, skyline, strewn, tree, treeline, water } from "./things.ts";

export type Scene = (random: Random, light: Light) => string;

/** A lake in a park of the city: the shore from near or far, the full bag, what still lies there. */
export const lake: Scene = (random, light) => {
  const horizon = between(random, 150, 330);
  const shore = horizon + between(random, 110, 210);
  return [
    sky(random, light, horizon),
    skyline(random, horizon),
    treeline(random, horizon + 14),
    water(random, horizon + 16, shore, between(random, 165, 210)),
    lawn(random, shore, between(random, 80, 110)),
    strewn(random, between(random, 0, 3), [620, shore + 60], 1.6, tree),
    strewn(random, between(random, 1, 4), [650, shore + 90], 1.35, helper),
    strewn(random, between(random, 4, 14), [700, shore + 20], 1.3, litter),
    moved(between(random, 160, 800), between(random, 610, 700), between(random, 1.4, 2.6), fullBag(random)),
  ].join("");
};

/** A mud flat with young mangroves in rows, the river behind. */
export const mangroves: Scene = (random, light) => {
  const horizon = between(random, 130, 320);
  const mud = horizon + between(random, 60, 130);
  const rows = Math.round(between(random, 3, 6));
  const sway = between(random, -60, 60);
  const planted = many(rows, (row) => {
    const depth = (row + 1) / rows;
    const y = mud + 40 + depth ** 1.6 * (frame.height - mud - 60);
    const gap = 60 + depth * between(random, 80, 150);
    return many(frame.width / gap + 1, (index) =>
      moved(index * gap + sway * depth + between(random, -14, 14), y + between(random, -8, 8), 0.4 + depth * 1.1, seedling(random)),
    );
  });
  return [
    sky(random, light, horizon),
    strewn(random, between(random, 5, 12), [horizon + 24, horizon + 12], 0.75, palm),
    treeline(random, horizon + 22),
    water(random, horizon + 24, mud, 188),
    box(0, mud, frame.width, frame.height - mud, shade(random, 28, 26, 34)),
    many(90, () =>
      ellipse(
        between(random, 0, 960),
        between(random, mud, 720),
        between(random, 12, 80),
        between(random, 3, 10),
        shade(random, 30, 22, 30, 12),
        `fill-opacity="0.5"`,
      ),
    ),
    strewn(random, between(random, 0, 4), [600, mud + 80], 1.3, helper),
    planted,
  ].join("");
};

/** A nursery: tables of potted seedlings under a roof of net. */
export const nursery: Scene = (random, light) => {
  const horizon = between(random, 180, 300);
  const posts = many(5, (index) => box(index * 230 + between(random, -30, 30), 0, 16, 560, shade(random, 30, 26, 34)));
  const pots = many(3, (row) => {
    const y = horizon + 160 + row * between(random, 120, 150);
    const bench = box(-10, y, 980, 22, shade(random, 30, 34, 42)) + box(-10, y + 20, 980, 60, "#000", `fill-opacity="0.16"`);
    const across = between(random, 60, 110);
    const pot = shade(random, 16, 46, 42);
    return (
      bench +
      many(980 / across, (index) =>
        moved(
          index * across + between(random, 0, 20),
          y,
          0.7 + row * 0.25,
          seedling(random) + shape("M-20 0 L-15 40 L15 40 L20 0 Z", pot),
          "translate(0 -36)",
        ),
      )
    );
  });
  return [
    sky(random, light, horizon),
    treeline(random, horizon + 10),
    box(0, horizon + 10, frame.width, 720 - horizon, shade(random, 36, 30, 46)),
    strewn(random, between(random, 1, 3), [horizon + 250, horizon + 120], 1.4, helper),
    pots,
    posts,
    many(30, (index) => line(`M${index * 34} 0 L${index * 34 + between(random, -60, 60)} 130`, "#2d4a38", 2, `stroke-opacity="0.4"`)),
  ].join("");
};

/** A lane of an old town: house fronts to both sides, cobbles, a bag at the wall. */
export const lane: Scene = (random, light) => {
  const [x, horizon] = [between(random, 300, 660), between(random, 250, 400)];
  const fronts = many(
    4,
    (index) => front(random, { depth: index, left: true, horizon, x }) + front(random, { depth: index, left: false, horizon, x }),
  );
  const cobbles = many(420, () => {
    const depth = random();
    const y = horizon + 30 + depth ** 1.4 * (700 - horizon);
    const spread = 60 + depth * 620;
    return ellipse(
      x + between(random, -spread, spread),
      y,
      5 + depth * 20,
      2 + depth * 8,
      shade(random, 32, 10, 54, 12),
      `fill-opacity="0.8"`,
    );
  });
  return [
    sky(random, light, horizon),
    hills(random, horizon + 20),
    shape(`M${x - 50} ${horizon} L${x + 50} ${horizon} L1100 720 L-140 720 Z`, shade(random, 32, 12, 48)),
    cobbles,
    fronts,
    strewn(random, between(random, 1, 4), [660, horizon + 90], 1.35, helper),
    strewn(random, between(random, 3, 9), [700, horizon + 140], 1.4, litter),
    moved(between(random, 180, 780), between(random, 630, 700), between(random, 1.5, 2.5), fullBag(random)),
  ].join("");
};

/** One house of the lane: a wall in perspective with its windows; nearer houses (depth 3) lie over further ones. */
function front(random: Random, house: { depth: number; left: boolean; horizon: number; x: number }): string {
  const { depth, left, horizon, x } = house;
  const side = left ? -1 : 1;
  const edge = (step: number) => x + side * (48 + step ** 2 * 62);
  const [far, near] = [edge(depth), edge(depth + 1)];
  const foot = (step: number) => horizon + step ** 2 * 34;
  const top = (step: number) => horizon - 90 - step * between(random, 90, 130);
  const wall = shade(random, pick(random, [32, 24, 44, 14, 200]), 42, 66, 9);
  const heights = { far: top(depth), near: top(depth + 1) };
  const windows = many(2, (column) =>
    many(3, (row) => {
      const along = 0.2 + column * 0.42;
      const [wx, base, roof] = [
        far + (near - far) * along,
        foot(depth) + (foot(depth + 1) - foot(depth)) * along,
        heights.far + (heights.near - heights.far) * along,
      ];
      const [size, y] = [Math.abs(near - far) * 0.17, roof + (base - roof) * (0.14 + row * 0.28)];
      const shutters = shade(random, pick(random, [120, 210, 20]), 36, 34);
      return (
        box(wx, y, size, size * 1.7, "#3b4650") +
        box(wx - size * 0.55, y, size * 0.5, size * 1.7, shutters) +
        box(wx + size, y, size * 0.5, size * 1.7, shutters)
      );
    }),
  );
  return (
    shape(`M${far} ${foot(depth)} L${far} ${heights.far} L${near} ${heights.near} L${near} ${foot(depth + 1)} Z`, wall) +
    shape(`M${far} ${heights.far} L${near} ${heights.near} l0 -18 L${far} ${heights.far - 10} Z`, shade(random, 16, 44, 42)) +
    windows
  );
}

/** A plaque on an old wall, half of it cleaned, a hand with a cloth. */
export const plaque: Scene = (random) => {
  const [width, height] = [between(random, 360, 620), between(random, 240, 420)];
  const [x, y] = [between(random, 60, frame.width - width - 60), between(random, 70, frame.height - height - 90)];
  const stone = between(random, 18, 48);
  const [rows, lightness] = [between(random, 6, 12), between(random, 46, 66)];
  const course = frame.height / rows;
  const wall = many(rows + 1, (row) =>
    many(9, (column) =>
      box(
        column * 130 - (row % 2) * 65 + between(random, -6, 6),
        row * course,
        126,
        course - 5,
        shade(random, stone, 20, lightness, 8),
        `rx="5"`,
      ),
    ),
  );
  const metal = pick(random, [36, 44, 28, 150]);
  const letters = many(6, (row) => {
    const indent = between(random, 30, width * 0.22);
    return many(18, (index) => {
      const at = indent + index * 26;
      return at > width - indent - 16 || random() < 0.16
        ? ""
        : box(x + at, y + 46 + (row * (height - 80)) / 6, between(random, 10, 21), (height - 80) / 11, "#2a221a", `fill-opacity="0.72"`);
    });
  });
  const cleaned = between(random, 0.25, 0.8) * width;
  const dirt = many(160, () =>
    ellipse(
      between(random, x + cleaned, x + width),
      between(random, y, y + height),
      between(random, 4, 26),
      between(random, 3, 18),
      shade(random, 80, 26, 24, 12),
      `fill-opacity="0.34"`,
    ),
  );
  const skin = pick(random, skins);
  const [hx, hy] = [x + cleaned, between(random, y + 60, y + height - 40)];
  const hand =
    line(`M${hx + 30} ${hy + 20} Q${hx + 160} ${hy + 130} ${hx + between(random, 120, 380)} 760`, skin, 66) +
    ellipse(hx, hy, 62, 40, shade(random, between(random, 0, 360), 50, 70), `transform="rotate(${between(random, -30, 30)} ${hx} ${hy})"`) +
    many(4, (index) => line(`M${hx + 34} ${hy + 16} L${hx - 34 + index * 6} ${hy - 24 + index * 18}`, skin, 19));
  return (
    wall +
    box(x + 12, y + 14, width, height, "#000", `fill-opacity="0.35" rx="10"`) +
    box(x, y, width, height, shade(random, metal, 26, 56), `rx="10"`) +
    box(x + 10, y + 10, width - 20, height - 20, "none", `stroke="#fff" stroke-opacity="0.35" stroke-width="4" rx="6"`) +
    letters +
    dirt +
    hand
  );
};

/** Somebody reads aloud; children sit around on a mat. */
export const readingCircle: Scene = (random) => {
  const floor = between(random, 330, 450);
  const wall = shade(random, between(random, 20, 210), 30, 80);
  const shelf = { x: between(random, -40, 380), y: between(random, 30, 90), width: between(random, 380, 640) };
  const books = many(4, (row) => {
    let at = shelf.x + 8;
    return (
      many(34, () => {
        const [width, height] = [between(random, 9, 24), between(random, 42, 68)];
        const left = at;
        at += width + 1;
        return at > shelf.x + shelf.width - 8
          ? ""
          : box(left, shelf.y + 76 + row * 84 - height, width, height, shade(random, random() * 360, 48, 52));
      }) + box(shelf.x, shelf.y + 76 + row * 84, shelf.width, 8, "#8a623f")
    );
  });
  const mat = ellipse(
    between(random, 400, 560),
    floor + 190,
    between(random, 330, 440),
    between(random, 110, 150),
    shade(random, random() * 360, 44, 56),
  );
  const count = Math.round(between(random, 3, 9));
  const children = Array.from({ length: count }, (_, index) => {
    const angle = Math.PI * (0.05 + (0.9 * index) / (count - 1)) + between(random, -0.08, 0.08);
    return { x: 480 + Math.cos(angle) * 330, y: floor + 150 + Math.sin(angle) * 130 };
  }).sort((a, b) => a.y - b.y);
  const reader =
    moved(between(random, 360, 600), floor + 130, 1.5, helper(random)) +
    moved(
      between(random, 390, 620),
      floor + 10,
      1,
      shape("M-44 0 L0 12 L44 0 L44 -46 L0 -34 L-44 -46 Z", "#fffdf4") + line("M0 12 L0 -34", "#b9ad95", 3),
    );
  return [
    box(0, 0, frame.width, floor, wall),
    box(shelf.x, shelf.y, shelf.width, 342, "#6f4c2f"),
    books,
    box(between(random, 660, 840), between(random, 50, 110), 190, 190, "#cfe8f7", `stroke="#fff" stroke-width="12"`),
    box(0, floor, frame.width, 720 - floor, shade(random, 30, 40, 56)),
    many(12, (index) => line(`M${index * 86} ${floor} L${(index - 6) * 200 + 480} 720`, "#5b3f26", 2, `stroke-opacity="0.35"`)),
    mat,
    reader,
    ...children.map(({ x, y }) => moved(x, y, between(random, 0.9, 1.25), sitting(random))),
  ].join("");
};

/** A child from behind, sitting. */
function sitting(random: Random): string {
  const hair = pick(random, ["#2a1d16", "#4a2f1e", "#1d1a1a", "#7a5230"]);
  const shirt = shade(random, random() * 360, 54, 56);
  return (
    ellipse(0, 6, 52, 14, "#000", `fill-opacity="0.22"`) +
    ellipse(0, -8, 46, 20, shade(random, 220, 30, 38)) +
    shape("M-34 -4 Q-38 -70 0 -78 Q38 -70 34 -4 Z", shirt) +
    ellipse(0, -104, 29, 32, hair) +
    (random() < 0.5 ? ellipse(26, -96, 9, 18, hair) + ellipse(-26, -96, 9, 18, hair) : "")
  );
}

/** A group with their bags in the park, after the work. */
export const group: Scene = (random, light) => {
  const horizon = between(random, 200, 320);
  return [
    sky(random, light, horizon),
    skyline(random, horizon),
    treeline(random, horizon + 20),
    lawn(random, horizon + 20, 96),
    strewn(random, between(random, 1, 4), [horizon + 200, horizon + 60], 1.6, tree),
    strewn(random, between(random, 6, 11), [660, horizon + 190], 1.5, helper),
    strewn(random, between(random, 3, 8), [705, 600], 1.3, fullBag),
  ].join("");
};

const lawn = (random: Random, top: number, hue: number) =>
  box(0, top, frame.width, frame.height - top, shade(random, hue, 36, 44)) + grass(random, top);
