import type { Page } from "playwright-core";

/** Texts whose contrast is below WCAG 2.2 AA (4.5, or 3 for large text), and fields whose border is below 3; with how much they have. */
export async function findLowContrast(page: Page): Promise<{ checked: number; low: string[] }> {
  return page.evaluate<{ checked: number; low: string[] }>(script);
}

// Text, because it runs in the browser, whose types the server's files do not have.
const script = `(() => {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, a } = parse(getComputedStyle(at).backgroundColor);
      if (a === 1) return rgb;
      if (a !== 0) throw new Error("a half transparent background cannot be judged");
    }
    throw new Error("no background");
  };
  const low = [];
  let checked = 0;
  const judge = (what, color, ground, least) => {
    checked += 1;
    const found = ratio(parse(color).rgb, ground);
    if (found < least) low.push(what + ": " + found.toFixed(2) + " of " + least);
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("").trim();
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (text !== "") judge(text.slice(0, 40), style.color, groundOf(element), large ? 3 : 4.5);
    if (!element.matches("input[type=text], input[type=number], textarea")) continue;
    judge("border of #" + element.id, style.borderTopColor, groundOf(element.parentElement), 3);
    judge("text of #" + element.id, style.color, groundOf(element), 4.5);
    judge("placeholder of #" + element.id, getComputedStyle(element, "::placeholder").color, groundOf(element), 4.5);
  }
  return { checked, low };
})()`;
