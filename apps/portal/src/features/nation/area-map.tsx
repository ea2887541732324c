import { mapContract } from "@oneheart/contracts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { toMap } from "../../components/zone-map/view.ts";
import classes from "./nation.module.css";
import type { Nation } from "./nation-shape.ts";
import { nationWords } from "./nation-words.ts";

type Row = Nation["by_area"][number];
type Position = [lng: number, lat: number];
interface Feature {
  id: string;
  geometry: { coordinates: Position[][][] };
  properties: { name: string; name_local: string | null };
}

interface AreaMapProps {
  rows: readonly Row[];
  /** Whose boundaries are drawn. */
  month: string;
  within: string | undefined;
  nameOf: (row: Row) => string;
  onChoose: (id: string) => void;
}

const shades = 5;

/** Areas by how much was done in them, darker for more. The table over it has the same rows and leads to the same places. */
export function AreaMap({ rows, month, within, nameOf, onChoose }: AreaMapProps) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const level = rows.find((row) => row.level !== null)?.level ?? undefined;
  const features = useFeatures({ month, level, parent: within });
  const byId = new Map(rows.flatMap((row) => (row.area_id === null ? [] : [[row.area_id, row] as const])));
  const drawn = features.filter(({ id }) => byId.has(id));
  if (drawn.length === 0) return null;
  const most = Math.max(...rows.map(({ actions }) => actions.value ?? 0));
  const shadeOf = (row: Row) => Math.max(1, Math.ceil(((row.actions.value ?? 0) / Math.max(1, most)) * shades));
  return (
    <figure className={classes.map}>
      <svg viewBox={frameOf(drawn)} role="img" aria-label={t("map_of", { count: drawn.length })}>
        {features.map(({ id, geometry }) => {
          const row = byId.get(id);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a second way for a pointer; the rows of the table are the way for keys.
            <path
              key={id}
              d={pathOf(geometry.coordinates)}
              data-shade={row === undefined ? 0 : shadeOf(row)}
              onClick={row && (() => onChoose(id))}
            >
              {row && <title>{`${nameOf(row)}: ${formats.number(row.actions.value ?? 0)}`}</title>}
            </path>
          );
        })}
      </svg>
      <figcaption>{t("map_legend", { most: formats.number(most) })}</figcaption>
    </figure>
  );
}

function useFeatures({ month, level, parent }: { month: string; level: Row["level"] | undefined; parent: string | undefined }): Feature[] {
  const { query } = useReadPages(
    mapContract.operations.areaFeatures,
    { month, level: level ?? undefined, parent, limit: 100 },
    { enabled: level !== undefined },
  );
  return (query.data?.pages.flatMap(({ features }) => features) ?? []) as unknown as Feature[];
}

function pathOf(polygons: Position[][][]): string {
  const point = ([lng, lat]: Position) => {
    const { x, y } = toMap(lat, lng);
    return `${x.toFixed(2)} ${y.toFixed(2)}`;
  };
  return polygons.flatMap((rings) => rings.map((ring) => `M${ring.map(point).join("L")}Z`)).join("");
}

/** What holds all areas with something in them, and a little around. */
function frameOf(features: readonly Feature[]): string {
  const points = features.flatMap(({ geometry }) => geometry.coordinates.flat(2).map(([lng, lat]) => toMap(lat, lng)));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
  const [west, east, north, south] = [least(xs), most(xs), least(ys), most(ys)];
  const edge = Math.max(east - west, south - north) * 0.05;
  return [west - edge, north - edge, east - west + 2 * edge, south - north + 2 * edge].map((value) => value.toFixed(2)).join(" ");
}
