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
  anchor: "start" | "middle" | "end";
}

const letter_px = 8;
const line_px = 18;
const gap_px = 6;
const longest = 34;
/** What the buttons in the upper right corner cover. */
const buttons_px = { width: 58, height: 138 };

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A name beside, under or over each spot, where it covers no other one and the map does not cut it; what finds no room is in the list beside the map. */
export function labelsFor(spots: readonly Spot[], frame: { width: number; height: number }): Label[] {
  const corner = { left: frame.width - buttons_px.width, right: frame.width, top: 0, bottom: buttons_px.height };
  const taken: Box[] = [corner, ...spots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }))];
  const labels: Label[] = [];
  for (const { text: whole, x, y, r } of spots) {
    const text = [...whole].length > longest ? `${[...whole].slice(0, longest).join("")}…` : whole;
    const place = placesFor([...text].length * letter_px, { x, y, reach: Math.min(r, 60) + gap_px }).find(
      ({ box }) => isWithin(box, frame) && !taken.some((other) => overlaps(box, other)),
    );
    if (place === undefined) continue;
    taken.push(place.box);
    labels.push({ text, ...place.at, anchor: place.anchor });
  }
  return labels;
}

/** To the right, to the left, under and over a spot. */
function placesFor(width: number, { x, y, reach }: { x: number; y: number; reach: number }) {
  const beside = { top: y - line_px / 2, bottom: y + line_px / 2 };
  const across = { left: x - width / 2, right: x + width / 2 };
  const [under, over] = [y + reach + line_px / 2, y - reach - line_px / 2];
  return [
    { anchor: "start" as const, at: { x: x + reach, y: y + 5 }, box: { left: x + reach, right: x + reach + width, ...beside } },
    { anchor: "end" as const, at: { x: x - reach, y: y + 5 }, box: { left: x - reach - width, right: x - reach, ...beside } },
    ...[under, over].map((middle) => ({
      anchor: "middle" as const,
      at: { x, y: middle + 5 },
      box: { ...across, top: middle - line_px / 2, bottom: middle + line_px / 2 },
    })),
  ];
}

const isWithin = (box: Box, frame: { width: number; height: number }) =>
  box.left >= 0 && box.right <= frame.width && box.top >= 0 && box.bottom <= frame.height;

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
