import { between } from "../random.ts";
import { circle, image, paragraph, path, rect, sentence, statusBar, text } from "./drawing.ts";
import type { Template } from "./templates.ts";

const calendar: Template = (c) => {
  const { random, width, height, theme } = c;
  const [wide, tall] = [width / 7, (height - 90) / 6];
  let svg = text(16, 60, 24, theme.ink, sentence(random, 1), theme.font, 700) + statusBar(c);
  for (let n = 0; n < 42; n++) {
    const [x, y] = [(n % 7) * wide, 90 + Math.floor(n / 7) * tall];
    svg += path(`M${x} ${y} h${wide} v${tall}`, theme.faint, 0.7) + text(x + 6, y + 18, 12, theme.ink, String((n % 31) + 1), theme.font);
    if (random() < 0.4)
      svg += rect(x + 3, y + 26, wide - 6, 14, theme.accent, 3) + text(x + 6, y + 36, 9, "#ffffff", sentence(random, 1), theme.font);
  }
  return svg;
};

const inbox: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = rect(0, 28, width, 48, theme.panel, 24) + statusBar(c);
  for (let y = 86; y < height; y += 72) {
    svg +=
      circle(34, y + 32, 20, ["#ef5350", "#ab47bc", "#26a69a", "#ffa726"][between(random, 0, 3)]!) +
      text(66, y + 22, 15, theme.ink, sentence(random, 2), theme.font, 700);
    svg +=
      text(66, y + 41, 13, theme.ink, sentence(random, 5), theme.font) + text(66, y + 58, 12, theme.faint, sentence(random, 7), theme.font);
  }
  return svg + rect(width - 150, height - 80, 130, 50, theme.accent, 16);
};

const story: Template = (c) => {
  const { random, width, height, theme } = c;
  const segments = between(random, 2, 6);
  const wide = (width - 12) / segments;
  const bars = Array.from({ length: segments }, (_, n) => rect(6 + n * wide, 10, wide - 4, 2.5, n < 2 ? "#ffffff" : "#ffffff88", 1));
  const { svg: caption } = paragraph(c, 24, height * 0.68, width - 48, 20, 2);
  return (
    image(0, 0, width, height - 76, c.photo()) +
    bars.join("") +
    circle(30, 40, 16, theme.accent) +
    text(54, 45, 14, "#ffffff", sentence(random, 2), theme.font, 600) +
    rect(16, height * 0.68 - 6, width - 32, 76, theme.panel, 10) +
    caption +
    rect(0, height - 76, width, 76, "#000000") +
    rect(14, height - 62, width - 80, 44, "#222222", 22)
  );
};

const weather: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${theme.accent}"/><stop offset="1" stop-color="#bbdefb"/></linearGradient></defs>${rect(0, 0, width, height, "url(#sky)")}`;
  svg += text(width / 2 - 60, 150, 84, "#ffffff", `${between(random, 2, 39)}°`, theme.font, 300) + statusBar(c, "#ffffff");
  for (let n = 0; n < 7; n++)
    svg +=
      rect(16, 210 + n * 64, width - 32, 56, "#ffffff55", 12) +
      text(30, 244 + n * 64, 15, "#ffffff", sentence(random, 1), theme.font) +
      circle(width - 60, 238 + n * 64, 12, "#ffeb3b");
  return svg;
};

const player: Template = (c) => {
  const { random, width, height, theme } = c;
  const side = Math.min(width - 64, height * 0.5);
  const top = height * 0.12;
  return (
    statusBar(c) +
    image((width - side) / 2, top, side, side, c.photo()) +
    text(32, top + side + 46, 22, theme.ink, sentence(random, 3), theme.font, 700) +
    text(32, top + side + 72, 15, theme.faint, sentence(random, 2), theme.font) +
    rect(32, top + side + 100, width - 64, 4, theme.faint, 2) +
    rect(32, top + side + 100, (width - 64) * random(), 4, theme.accent, 2) +
    circle(width / 2, top + side + 160, 32, theme.ink)
  );
};

const desktop: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = image(0, 0, width, height, c.photo()) + rect(0, height - 40, width, 40, "#202124");
  for (let n = 0; n < 8; n++) svg += rect(10 + n * 44, height - 34, 30, 28, ["#4285f4", "#ea4335", "#fbbc05", "#34a853"][n % 4]!, 6);
  for (let n = between(random, 1, 2); n > 0; n--) {
    const [x, y] = [random() * width * 0.4, random() * height * 0.3];
    const wide = width * (0.4 + random() * 0.2);
    svg +=
      rect(x, y, wide, height * 0.55, theme.paper, 6) +
      rect(x, y, wide, 30, theme.panel, 6) +
      paragraph(c, x + 16, y + 40, wide - 32, 13, 12).svg;
  }
  return svg;
};

const flowchart: Template = (c) => {
  const { random, width, height, theme } = c;
  let svg = rect(0, 0, width, height, "#ffffff");
  for (let y = 40; y < height - 60; y += 110)
    for (let x = 30; x < width - 120; x += 190) {
      svg += path(`M${x + 65} ${y + 52} v58 M${x + 130} ${y + 26} h60`, "#333333", 1.5);
      svg +=
        rect(x, y, 130, 52, random() < 0.5 ? "#e3f2fd" : theme.accent, random() < 0.5 ? 26 : 2) +
        text(x + 14, y + 31, 13, "#111111", sentence(random, 2), theme.font);
    }
  return svg;
};

const letterbox: Template = (c) => {
  const { width, height } = c;
  const tall = Math.min(height * 0.7, width * 0.75);
  return rect(0, 0, width, height, "#000000") + image(0, (height - tall) / 2, width, tall, c.photo()) + statusBar(c, "#ffffff");
};

/** Screens that no model has seen; what is measured is measured on them. */
export const held_out_templates: Record<string, Template> = { calendar, inbox, story, weather, player, desktop, flowchart, letterbox };
