import { between } from "../random.ts";
import { type Canvas, circle, image, paragraph, path, rect, sentence, statusBar, text } from "./drawing.ts";

/** Draws a screen or a drawing as the inside of an SVG document. */
export type Template = (canvas: Canvas) => string;

const chat: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = rect(0, 28, width, 52, theme.accent) + text(60, 60, 17, "#ffffff", sentence(random, 2), theme.font, 600) + statusBar(c);
  for (let y = 96; y < height - 60; ) {
    const mine = random() < 0.5;
    const wide = width * (0.4 + random() * 0.3);
    const x = mine ? width - wide - 12 : 12;
    if (random() < 0.2) {
      svg += image(x, y, wide, wide * 0.7, c.photo());
      y += wide * 0.7 + 12;
      continue;
    }
    const lines = between(random, 1, 4);
    const { svg: words, bottom } = paragraph(c, x + 10, y, wide - 20, 13, lines);
    svg += rect(x, y, wide, bottom - y, mine ? theme.panel : "#c8e6c9", 12) + words;
    y = bottom + 10;
  }
  return svg + rect(0, height - 52, width, 52, theme.panel) + rect(12, height - 44, width - 70, 36, theme.paper, 18);
};

const feed: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = rect(0, 28, width, 44, theme.panel) + text(16, 57, 20, theme.ink, sentence(random, 1), theme.font, 700);
  for (let y = 80; y < height; ) {
    const tall = width * (0.5 + random() * 0.6);
    svg += circle(32, y + 24, 18, theme.accent) + text(60, y + 22, 14, theme.ink, sentence(random, 2), theme.font, 600);
    svg += text(60, y + 38, 11, theme.faint, sentence(random, 2), theme.font) + image(0, y + 52, width, tall, c.photo());
    svg +=
      path(`M16 ${y + tall + 70} l8 10 l8 -10`, theme.accent, 2) + text(46, y + tall + 78, 12, theme.ink, sentence(random, 4), theme.font);
    y += tall + 96;
  }
  return svg + rect(0, 0, width, 28, theme.paper) + statusBar(c);
};

const settings: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = statusBar(c) + text(16, 72, 26, theme.ink, "Settings", theme.font, 700);
  for (let y = 92; y < height; y += 56) {
    const on = random() < 0.5;
    svg +=
      rect(0, y, width, 55, theme.panel) +
      circle(30, y + 28, 14, theme.accent) +
      text(58, y + 25, 15, theme.ink, sentence(random, 2), theme.font);
    svg += text(58, y + 43, 11, theme.faint, sentence(random, 4), theme.font);
    svg += rect(width - 56, y + 18, 40, 20, on ? theme.accent : theme.faint, 10) + circle(width - (on ? 26 : 46), y + 28, 9, "#ffffff");
  }
  return svg;
};

const article: Template = (c) => {
  const { random, width, height, theme } = c;
  const margin = width > 700 ? width * 0.18 : 18;
  let svg = rect(0, 0, width, 46, theme.panel) + text(margin, 30, 18, theme.accent, sentence(random, 2), theme.font, 700);
  let y = 60;
  while (y < height) {
    const { svg: words, bottom } = paragraph(c, margin, y, width - 2 * margin, random() < 0.2 ? 22 : 15, between(random, 2, 8));
    svg += words;
    y = bottom + 8;
    if (random() < 0.35) {
      const tall = (width - 2 * margin) * 0.55;
      svg += image(margin, y, width - 2 * margin, tall, c.photo());
      y += tall + 10;
    }
  }
  return svg;
};

const map: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = rect(0, 0, width, height, "#e8e4d8");
  for (let n = 0; n < 5; n++)
    svg += rect(random() * width, random() * height, 60 + random() * 160, 60 + random() * 120, n % 2 ? "#c5e8c5" : "#aad3df", 20);
  for (let n = 0; n < 40; n++) {
    const [x, y, u, v] = [random() * width, random() * height, random() * width, random() * height];
    svg += path(`M${x} ${y} Q${random() * width} ${random() * height} ${u} ${v}`, n % 5 === 0 ? "#f9c74f" : "#ffffff", n % 5 === 0 ? 9 : 4);
    if (n % 4 === 0) svg += text(x, y, 11, "#555555", sentence(random, 2), theme.font);
  }
  for (let n = 0; n < 6; n++) svg += circle(random() * width, random() * height, 9, theme.accent);
  return (
    svg +
    rect(12, 36, width - 24, 44, "#ffffff", 22) +
    text(34, 64, 15, "#444444", sentence(random, 3), theme.font) +
    statusBar(c, "#222222")
  );
};

const charts: Template = (c) => {
  const { random, width, height, theme } = c;
  const columns = width > 700 ? 3 : 1;
  const wide = (width - 20 * (columns + 1)) / columns;
  let svg = text(20, 36, 20, theme.ink, sentence(random, 3), theme.font, 700);
  for (let y = 56, n = 0; y < height; n++) {
    const x = 20 + (n % columns) * (wide + 20);
    svg += rect(x, y, wide, 200, theme.panel, 8) + text(x + 12, y + 24, 13, theme.faint, sentence(random, 3), theme.font);
    const values = Array.from({ length: 12 }, () => 20 + random() * 130);
    if (n % 2)
      svg += values
        .map((value, k) => rect(x + 14 + (k * (wide - 28)) / 12, y + 190 - value, (wide - 28) / 16, value, theme.accent))
        .join("");
    else svg += path(`M${values.map((value, k) => `${x + 14 + (k * (wide - 28)) / 11} ${y + 190 - value}`).join(" L")}`, theme.accent, 2);
    if (n % columns === columns - 1) y += 216;
  }
  return svg;
};

const table: Template = (c) => {
  const { random, width, height, theme } = c;
  const cell = 60 + random() * 80;
  let svg = rect(0, 0, width, 32, theme.accent);
  for (let y = 32, n = 0; y < height; y += 24, n++) {
    if (n % 2) svg += rect(0, y, width, 24, theme.panel);
    svg += path(`M0 ${y} H${width}`, theme.faint, 0.5);
    for (let x = 0; x < width; x += cell)
      svg += text(x + 5, y + 16, 12, theme.ink, random() < 0.5 ? sentence(random, 1) : String(between(random, 0, 99999)), theme.font);
  }
  for (let x = 0; x < width; x += cell) svg += path(`M${x} 32 V${height}`, theme.faint, 0.5);
  return svg;
};

const gallery: Template = (c) => {
  const { random, width, height, theme } = c;
  const columns = between(random, 2, 4);
  const side = width / columns;
  let svg = "";
  for (let y = 76; y < height; y += side)
    for (let n = 0; n < columns; n++) svg += image(n * side + 1, y + 1, side - 2, side - 2, c.photo());
  return svg + rect(0, 0, width, 76, theme.paper) + statusBar(c) + text(16, 60, 20, theme.ink, "Photos", theme.font, 600);
};

const viewer: Template = (c) => {
  const { random, width, height, theme } = c;
  const bar = between(random, 44, 90);
  const icons = [0, 1, 2, 3].map((n) => circle((width * (n + 0.5)) / 4, height - bar / 2, 11, theme.ink));
  return (
    rect(0, 0, width, height, theme.paper) +
    image(0, 28 + bar, width, height - 28 - 2 * bar, c.photo()) +
    statusBar(c) +
    text(48, 28 + bar / 2, 15, theme.ink, sentence(random, 3), theme.font) +
    icons.join("")
  );
};

const code: Template = (c) => {
  const { random, width, height } = c;
  const colours = ["#569cd6", "#ce9178", "#9cdcfe", "#c586c0", "#6a9955", "#d4d4d4"];
  let svg = rect(0, 0, width, height, "#1e1e1e") + rect(0, 0, width * 0.18, height, "#252526") + rect(0, 0, width, 30, "#323233");
  for (let y = 50, n = 1; y < height; y += 19, n++) {
    svg += text(width * 0.19, y, 12, "#858585", String(n), "monospace");
    let x = width * 0.22 + between(random, 0, 4) * 22;
    for (let k = between(random, 0, 7); k > 0; k--) {
      const word = sentence(random, 1);
      svg += text(x, y, 13, colours[between(random, 0, 5)]!, word, "monospace");
      x += (word.length + 1) * 8;
    }
    if (n < 25) svg += text(12, y, 12, "#cccccc", sentence(random, 1), "sans-serif");
  }
  return svg;
};

const shop: Template = (c) => {
  const { random, width, height, theme } = c;
  const columns = width > 700 ? 4 : 2;
  const wide = (width - 12 * (columns + 1)) / columns;
  let svg = rect(0, 0, width, 64, theme.accent) + rect(16, 32, width - 32, 24, "#ffffff", 6);
  for (let y = 76; y < height; y += wide * 1.5)
    for (let n = 0; n < columns; n++) {
      const x = 12 + n * (wide + 12);
      svg +=
        rect(x, y, wide, wide * 1.42, theme.panel, 6) +
        image(x, y, wide, wide, c.photo()) +
        text(x + 8, y + wide + 20, 13, theme.ink, sentence(random, 2), theme.font);
      svg += text(x + 8, y + wide + 40, 15, theme.accent, `${between(random, 1, 999)}.00`, theme.font, 700);
    }
  return svg;
};

const drawing: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = rect(0, 0, width, height, "#9fd3f5") + circle(random() * width, height * 0.2, 40, "#ffd54f");
  for (let n = 0; n < 4; n++)
    svg += path(
      `M0 ${height} L0 ${height * (0.5 + n * 0.1)} Q${random() * width} ${height * (0.3 + n * 0.12)} ${width} ${height * (0.5 + n * 0.1)} V${height} Z`,
      "none",
      0,
      ["#7cb342", "#558b2f", "#33691e", "#8d6e63"][n],
    );
  for (let n = 0; n < 12; n++) {
    const x = random() * width;
    const y = height * (0.6 + random() * 0.3);
    svg += rect(x, y, 8, 40, "#5d4037") + circle(x + 4, y, 24, theme.accent) + circle(x + 14, y + 8, 14, "#43a047");
  }
  return svg;
};

/** Screens that the model is trained on. */
export const training_templates: Record<string, Template> = {
  chat,
  feed,
  settings,
  article,
  map,
  charts,
  table,
  gallery,
  viewer,
  code,
  shop,
  drawing,
};
