import { IconFocusCentered, IconMinus, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { labelsFor } from "./labels.ts";
import { moved, onPicture, type Place, type Size, scaleBar, sizeFor, toMap, unitsPerKm, type View, viewOf, zoomed } from "./view.ts";
import classes from "./zone-map.module.css";

const words = defineWords(
  "zone-map",
  {
    map: "Map of {{what}}. Arrow keys move it, + and − change its size; the list has the same places.",
    nearer: "Nearer",
    further: "Further away",
    all: "Show all",
    km: "{{count}} km",
    m: "{{count}} m",
  },
  {
    map: "แผนที่{{what}} ใช้ปุ่มลูกศรเพื่อเลื่อน และ + − เพื่อย่อขยาย รายการมีสถานที่เดียวกัน",
    nearer: "ขยาย",
    further: "ย่อ",
    all: "แสดงทั้งหมด",
    km: "{{count}} กม.",
    m: "{{count}} ม.",
  },
);

interface ZoneMapProps {
  /** What is on it, for those who do not see it. */
  what: string;
  places: readonly Place[];
  chosen?: string;
  onChoose?: (id: string) => void;
}

const step_px = 60;
const step = 1.6;
/** A zone must be seen and hit at any scale. */
const radiusMin_px = 7;
/** A pointer that moved less has clicked. */
const click_px = 4;

/** Zones on an outline of the world's countries. Everything on it is also in the list that stands beside it. */
export function ZoneMap({ what, places, chosen, onChoose }: ZoneMapProps) {
  const t = useWords(words);
  const svg = useRef<SVGSVGElement>(null);
  const size = useSize(svg);
  const whole = useMemo(() => viewOf(places, size), [places, size]);
  const [moving, setView] = useState<View>();
  const view = moving ?? whole;
  const drag = useRef<{ x: number; y: number; view: View; moved: boolean }>(undefined);
  const { data: countries } = useQuery({
    queryKey: ["countries"],
    queryFn: async () => (await import("./countries.ts")).countryPaths(),
    staleTime: Infinity,
  });

  const press = (event: KeyboardEvent) => {
    const moves: Record<string, View> = {
      ArrowLeft: moved(view, step_px, 0),
      ArrowRight: moved(view, -step_px, 0),
      ArrowUp: moved(view, 0, step_px),
      ArrowDown: moved(view, 0, -step_px),
      "+": zoomed(view, step),
      "=": zoomed(view, step),
      "-": zoomed(view, 1 / step),
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setView(next);
  };
  const down = (event: PointerEvent<SVGSVGElement>) => {
    drag.current = { x: event.clientX, y: event.clientY, view, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const from = drag.current;
    if (from === undefined) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(dx, dy) < click_px) return;
    from.moved = true;
    setView(moved(from.view, dx, dy));
  };
  const up = (event: PointerEvent<SVGSVGElement>) => {
    const clicked = drag.current?.moved === false;
    drag.current = undefined;
    if (!clicked) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const hit = spotsOf(places, view, size).findLast(({ x, y, r }) => Math.hypot(at.x - x, at.y - y) <= Math.max(r, 14));
    if (hit !== undefined) onChoose?.(hit.place.id);
  };

  return (
    <div className={classes.map}>
      <svg
        ref={svg}
        height={size.height}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="application"
        aria-label={t("map", { what })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move it.
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
      >
        <rect width={size.width} height={size.height} className={classes.water} />
        <g transform={`translate(${size.width / 2 - view.x * view.k} ${size.height / 2 - view.y * view.k}) scale(${view.k})`}>
          {countries && <path d={countries} className={classes.land} vectorEffect="non-scaling-stroke" />}
        </g>
        <Spots places={places} view={view} size={size} chosen={chosen} />
        <Scale view={view} size={size} />
      </svg>
      <div className={classes.buttons} data-no-print>
        <button type="button" aria-label={t("nearer")} title={t("nearer")} onClick={() => setView(zoomed(view, step))}>
          <IconPlus size={18} aria-hidden />
        </button>
        <button type="button" aria-label={t("further")} title={t("further")} onClick={() => setView(zoomed(view, 1 / step))}>
          <IconMinus size={18} aria-hidden />
        </button>
        <button type="button" aria-label={t("all")} title={t("all")} onClick={() => setView(undefined)}>
          <IconFocusCentered size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
}

/** As wide as the page lets it be. */
function useSize(svg: RefObject<SVGSVGElement | null>): Size {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.round(entry!.contentRect.width))));
    watch.observe(svg.current!);
    return () => watch.disconnect();
  }, [svg]);
  return useMemo(() => sizeFor(width), [width]);
}

function spotsOf(places: readonly Place[], view: View, size: Size) {
  return places.map((place) => {
    const at = onPicture(view, toMap(place.lat, place.lng), size);
    return { place, ...at, r: Math.max(radiusMin_px, place.radius_km * unitsPerKm(place.lat) * view.k) };
  });
}

function Spots({ places, view, size, chosen }: { places: readonly Place[]; view: View; size: Size; chosen?: string }) {
  const spots = spotsOf(places, view, size);
  const labels = labelsFor(
    spots.map(({ place, x, y, r }) => ({ text: place.name, x, y, r })),
    size,
  );
  return (
    <g>
      {spots.map(({ place, x, y, r }) => (
        <g key={place.id} className={classes.spot} data-chosen={place.id === chosen || undefined}>
          <circle cx={x} cy={y} r={r} />
          <circle cx={x} cy={y} r={2.5} className={classes.middle} />
        </g>
      ))}
      {labels.map(({ text, x, y, anchor }) => (
        <text key={`${text} ${x}`} x={x} y={y} textAnchor={anchor} className={classes.label}>
          {text}
        </text>
      ))}
    </g>
  );
}

function Scale({ view, size }: { view: View; size: Size }) {
  const t = useWords(words);
  const formats = useFormats();
  const { km, width } = scaleBar(view);
  const text = km < 1 ? t("m", { count: formats.number(Math.round(km * 1000)) }) : t("km", { count: formats.number(km) });
  const [x, y] = [16, size.height - 16];
  return (
    <g className={classes.scale}>
      <path d={`M${x} ${y - 5}v5h${width}v-5`} />
      <text x={x} y={y - 10}>
        {text}
      </text>
    </g>
  );
}
