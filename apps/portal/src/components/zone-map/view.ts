import { geoMercator } from "d3-geo";

/** A place on the map, a circle as zones are. */
export interface Place {
  id: string;
  name: string;
  lat: number;
  lng: number;
  radius_km: number;
}

/** What is seen: the middle, in map units, and pixels per unit. */
export interface View {
  x: number;
  y: number;
  k: number;
}

/** Of the map on the page, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A map is this much wider than high, and never lower than that. */
const shape = { ratio: 800 / 460, least: 260 };

export const sizeFor = (width: number): Size => ({ width, height: Math.max(shape.least, Math.round(width / shape.ratio)) });

/** Map units: Mercator on a sphere of this radius, so that paths need few digits. */
export const unit = 100;
const kmPerDegree = 111.2;
/** The whole world is 2π units wide, and fills any map. */
const k_min = 400 / (2 * Math.PI * unit);
const k_max = 4000;
/** A first look shows at least so many kilometres from side to side: there are no streets to see. */
const firstWidth_km = 420;
const padding = 1.5;

const project = geoMercator().scale(unit).translate([0, 0]);

export function toMap(lat: number, lng: number): { x: number; y: number } {
  const [x, y] = project([lng, Math.max(-84, Math.min(84, lat))])!;
  return { x, y };
}

/** Map units of a kilometre at a latitude: Mercator grows towards the poles. */
export function unitsPerKm(lat: number): number {
  return (unit * Math.PI) / 180 / kmPerDegree / Math.cos((Math.max(-84, Math.min(84, lat)) * Math.PI) / 180);
}

/** Shows all places. */
export function viewOf(places: readonly Place[], size: Size): View {
  if (places.length === 0) return { x: 0, y: -20, k: size.width / (2 * Math.PI * unit) };
  const corners = places.flatMap(({ lat, lng, radius_km }) => {
    const { x, y } = toMap(lat, lng);
    const reach = radius_km * unitsPerKm(lat);
    return [
      { x: x - reach, y: y - reach },
      { x: x + reach, y: y + reach },
    ];
  });
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const least = firstWidth_km * unitsPerKm(places[0]!.lat);
  const k = Math.min(size.width / Math.max((east - west) * padding, least), size.height / Math.max((south - north) * padding, least / 2));
  return clamp({ x: (west + east) / 2, y: (north + south) / 2, k });
}

/** Nearer or further; the middle stays where it is. */
export function zoomed(view: View, factor: number): View {
  const k = Math.max(k_min, Math.min(k_max, view.k * factor));
  return clamp({ ...view, k });
}

/** `dx` and `dy` are pixels of the picture. */
export function moved(view: View, dx: number, dy: number): View {
  return clamp({ ...view, x: view.x - dx / view.k, y: view.y - dy / view.k });
}

export function onPicture(view: View, point: { x: number; y: number }, size: Size): { x: number; y: number } {
  return { x: size.width / 2 + (point.x - view.x) * view.k, y: size.height / 2 + (point.y - view.y) * view.k };
}

/** A round length that a scale bar of at most 120 pixels has. */
export function scaleBar(view: View): { km: number; width: number } {
  const lat = (2 * Math.atan(Math.exp(-view.y / unit)) - Math.PI / 2) * (180 / Math.PI);
  const perKm = unitsPerKm(lat) * view.k;
  const most = 120 / perKm;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = [5, 2, 1].map((step) => step * power).find((step) => step <= most) ?? power;
  return { km, width: km * perKm };
}

function clamp({ x, y, k }: View): View {
  const edge = Math.PI * unit;
  return { x: Math.max(-edge, Math.min(edge, x)), y: Math.max(-edge, Math.min(edge, y)), k: Math.max(k_min, Math.min(k_max, k)) };
}
