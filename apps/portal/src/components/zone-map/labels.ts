interface Spot {
  text: string;
  x: number;
  y: number;
  r: number;
}

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "end";
}

const letter_px = 8;
const line_px = 18;
const gap_px = 6;
const longest = 34;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A name beside each spot where it covers no other one; what finds no room is in the list beside the map. */
export function labelsFor(spots: readonly Spot[]): Label[] {
  const taken: Box[] = spots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const labels: Label[] = [];
  for (const { text: whole, x, y, r } of spots) {
    const text = [...whole].length > longest ? `${[...whole].slice(0, longest).join("")}…` : whole;
    const width = [...text].length * letter_px;
    const reach = Math.min(r, 60) + gap_px;
    const sides = [
      { anchor: "start" as const, left: x + reach },
      { anchor: "end" as const, left: x - reach - width },
    ];
    for (const { anchor, left } of sides) {
      const box = { left, right: left + width, top: y - line_px / 2, bottom: y + line_px / 2 };
      if (taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      labels.push({ text, x: anchor === "start" ? left : left + width, y: y + 5, anchor });
      break;
    }
  }
  return labels;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
