/** What people do to a photograph before they hand it in a second time. Seeded: the same picture meets the same attacks in every run. */
import type { Random } from "@oneheart/simulation";
import sharp, { type Sharp } from "sharp";

/** One attack: JPEG bytes in, JPEG bytes out. */
export interface Attack {
  readonly name: string;
  /** Attacks of one group share a line in the results. */
  readonly group: string;
  readonly apply: (jpeg: Buffer, random: Random) => Promise<Buffer>;
}

/** The photograph as it was handed in the first time: at most 1280 px, JPEG at quality 92. */
export function original(path: string): Promise<Buffer> {
  return sharp(path)
    .autoOrient()
    .resize(1280, 1280, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .jpeg({ quality: 92 })
    .toBuffer();
}

const recompress = [30, 40, 50, 60, 70, 80].map((quality) => attack(`recompress q${quality}`, "recompress", (image) => image, quality));

const resize = [0.25, 0.5, 0.75, 1.5, 2].map((factor) =>
  attack(`resize ${factor}`, "resize", (image, { width }) => image.resize(Math.max(16, Math.round(width * factor)))),
);

const brightness = [0.7, 0.85, 1.15, 1.3].map((factor) =>
  attack(`brightness ${factor}`, "brightness", (image) => image.modulate({ brightness: factor })),
);

/** Every attack, in the order of the table of results. */
export const attacks: readonly Attack[] = [
  ...recompress,
  ...resize,
  ...brightness,
  attack("text bar", "text_bar", textBar),
  attack("10 % crop", "crop_10", cropTenth),
  attack("mirror", "mirror", (image) => image.flop()),
  attack(
    "crop, mirror, recolour",
    "crop_mirror_recolour",
    (image, size, random) =>
      cropTenth(image, size, random)
        .flop()
        .modulate({ saturation: 0.5 + random(), hue: Math.floor(random() * 60) - 30, brightness: 0.9 + 0.2 * random() }),
    60,
  ),
  attack("rotation, cut to a rectangle", "rotation", (image, size, random) => rotate(image, size, random, true)),
  attack("rotation, black corners", "rotation_corners", (image, size, random) => rotate(image, size, random, false)),
  attack("letterboxed screenshot", "letterbox", letterbox),
  attack("crop to 75–95 %, any shape", "random_crop", randomCrop),
];

interface Size {
  readonly width: number;
  readonly height: number;
}

function attack(
  name: string,
  group: string,
  change: (image: Sharp, size: Size, random: Random) => Sharp | Promise<Sharp>,
  quality = 85,
): Attack {
  return {
    name,
    group,
    apply: async (jpeg, random) => {
      const { width, height } = await sharp(jpeg).metadata();
      return (await change(sharp(jpeg), { width, height }, random)).jpeg({ quality }).toBuffer();
    },
  };
}

function cropTenth(image: Sharp, size: Size, random: Random): Sharp {
  return cropTo(image, size, 0.9, 0.9, random);
}

/** Keeps 75 to 95 % of the area, taken off the width, the height or both. */
function randomCrop(image: Sharp, size: Size, random: Random): Sharp {
  const area = 0.75 + 0.2 * random();
  const share = random();
  return cropTo(image, size, area ** share, area ** (1 - share), random);
}

function cropTo(image: Sharp, size: Size, across: number, down: number, random: Random): Sharp {
  const width = Math.round(size.width * across);
  const height = Math.round(size.height * down);
  return image.extract({
    left: Math.floor(random() * (size.width - width + 1)),
    top: Math.floor(random() * (size.height - height + 1)),
    width,
    height,
  });
}

/** Up to 8° either way: cut to the largest rectangle that holds no corner, as phones do, or with black corners on the same canvas. */
async function rotate(image: Sharp, size: Size, random: Random, cut: boolean): Promise<Sharp> {
  const degrees = (random() * 2 - 1) * 8;
  const turned = await image.rotate(degrees, { background: "#000" }).toBuffer({ resolveWithObject: true });
  const kept = cut ? inscribed(size, degrees) : size;
  const width = Math.min(Math.floor(kept.width), turned.info.width);
  const height = Math.min(Math.floor(kept.height), turned.info.height);
  return sharp(turned.data).extract({
    left: Math.floor((turned.info.width - width) / 2),
    top: Math.floor((turned.info.height - height) / 2),
    width,
    height,
  });
}

/** The largest upright rectangle of the same shape inside a turned one. */
function inscribed({ width, height }: Size, degrees: number): Size {
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const scale = 1 / Math.max(cosine + (height / width) * sine, cosine + (width / height) * sine);
  return { width: width * scale, height: height * scale };
}

/** A bar over a tenth to a sixth of the height, at the top or the bottom, with words on it. */
function textBar(image: Sharp, { width, height }: Size, random: Random): Sharp {
  const bar = Math.max(8, Math.round(height * (0.1 + random() * 0.066)));
  const [paper, ink] = random() < 0.5 ? ["#000", "#fff"] : ["#fff", "#111"];
  const words = svg(
    width,
    bar,
    `<rect width="100%" height="100%" fill="${paper}"/><text x="4%" y="68%" font-size="${bar * 0.5}" font-family="sans-serif" fill="${ink}">Cleaned the beach today, 14:0${Math.floor(random() * 10)}</text>`,
  );
  return image.composite([{ input: words, left: 0, top: random() < 0.5 ? 0 : height - bar }]);
}

/** A phone's full-screen view of the picture: bars above and below or beside it, a status bar with clock and battery, sometimes buttons. */
async function letterbox(image: Sharp, _size: Size, random: Random): Promise<Sharp> {
  const screens = [
    [1080, 2340],
    [1170, 2532],
    [720, 1600],
    [1080, 1920],
  ] as const;
  const [short, long] = screens[Math.floor(random() * screens.length)]!;
  const [width, height] = random() < 0.8 ? [short, long] : [long, short];
  const paper = ["#000", "#000", "#fff", "#1c1c1e"][Math.floor(random() * 4)]!;
  const ink = paper === "#fff" ? "#111" : "#eee";
  const shown = await image.resize(width, height, { fit: "inside" }).png({ compressionLevel: 1 }).toBuffer({ resolveWithObject: true });
  const left = Math.floor((width - shown.info.width) / 2);
  const top = Math.floor((height - shown.info.height) / 2);
  const buttons =
    random() < 0.5
      ? `<g fill="none" stroke="${ink}" stroke-width="5"><circle cx="${width * 0.2}" cy="${height - 70}" r="24"/><circle cx="${width * 0.5}" cy="${height - 70}" r="24"/><circle cx="${width * 0.8}" cy="${height - 70}" r="24"/></g>`
      : "";
  const furniture = `<text x="48" y="56" font-size="36" font-family="sans-serif" fill="${ink}">12:${10 + Math.floor(random() * 49)}</text><rect x="${width - 110}" y="28" width="62" height="30" rx="6" fill="${ink}"/>${buttons}`;
  return sharp({ create: { width, height, channels: 3, background: paper } }).composite([
    { input: shown.data, left, top },
    { input: svg(width, height, furniture), left: 0, top: 0 },
  ]);
}

function svg(width: number, height: number, content: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);
}
