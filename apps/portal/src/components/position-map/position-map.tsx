import { useFormats } from "../../app/formats.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { distance_m, offset_m, type Position, roundLength } from "./geometry.ts";
import classes from "./position-map.module.css";

const words = defineWords(
  "position-map",
  {
    map: "Where the zone and the positions lie; the list below says the same.",
    zone: "The zone, {{radius}} around its middle",
    claimed: "The place that was sent",
    accuracy: "to within {{accuracy}}",
    inside: "{{distance}} from the middle of the zone: inside",
    outside: "{{distance}} from the middle of the zone: outside",
    exif: "The place in the file",
    from_claimed: "{{distance}} from the place that was sent",
    open: "Open in a map",
  },
  {
    map: "ตำแหน่งของพื้นที่และพิกัด รายการด้านล่างบอกข้อมูลเดียวกัน",
    zone: "พื้นที่ รัศมี {{radius}} จากจุดกลาง",
    claimed: "ตำแหน่งที่ส่งมา",
    accuracy: "คลาดเคลื่อนไม่เกิน {{accuracy}}",
    inside: "ห่างจากจุดกลางของพื้นที่ {{distance}}: อยู่ในพื้นที่",
    outside: "ห่างจากจุดกลางของพื้นที่ {{distance}}: อยู่นอกพื้นที่",
    exif: "ตำแหน่งในไฟล์",
    from_claimed: "ห่างจากตำแหน่งที่ส่งมา {{distance}}",
    open: "เปิดในแผนที่",
  },
);

interface PositionMapProps {
  zone: (Position & { radius_km: number }) | null;
  claimed: Position & { accuracy_m: number | null };
  exif: Position | null;
  map_url: string;
}

const size = { width: 320, height: 200 };
const least_m = 40;
const margin = 1.2;

/** A zone and the positions of one piece of evidence, to scale. */
export function PositionMap({ zone, claimed, exif, map_url }: PositionMapProps) {
  const t = useWords(words);
  const formats = useFormats();
  const apart = zone && distance_m(zone, claimed);
  const isInside = zone !== null && apart! <= zone.radius_km * 1000;
  return (
    <div className={classes.whole}>
      <Picture zone={zone} claimed={claimed} exif={exif} label={t("map")} />
      <ul className={classes.list}>
        {zone && (
          <li>
            <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden>
              <circle cx="7" cy="7" r="5.5" className={classes.zone} />
            </svg>
            {t("zone", { radius: formats.distance(zone.radius_km * 1000) })}
          </li>
        )}
        <li>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden>
            <circle cx="7" cy="7" r="5" className={classes.claimed} />
          </svg>
          <span>
            {t("claimed")}
            {claimed.accuracy_m !== null && <>, {t("accuracy", { accuracy: formats.distance(claimed.accuracy_m) })}</>}
            {zone && (
              <small data-bad={!isInside || undefined}>{t(isInside ? "inside" : "outside", { distance: formats.distance(apart!) })}</small>
            )}
          </span>
        </li>
        {exif && (
          <li>
            <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden>
              <path d="M7 1 13 7 7 13 1 7z" className={classes.exif} />
            </svg>
            <span>
              {t("exif")}
              <small>{t("from_claimed", { distance: formats.distance(distance_m(claimed, exif)) })}</small>
            </span>
          </li>
        )}
      </ul>
      <a href={map_url}>{t("open")}</a>
    </div>
  );
}

function Picture({ zone, claimed, exif, label }: Pick<PositionMapProps, "zone" | "claimed" | "exif"> & { label: string }) {
  const formats = useFormats();
  const middle = zone ?? claimed;
  const at = (position: Position) => offset_m(middle, position);
  const reach = Math.max(
    least_m,
    zone ? zone.radius_km * 1000 : 0,
    ...[claimed, exif].map((position) => (position ? Math.hypot(at(position).east, at(position).north) : 0)),
    claimed.accuracy_m ?? 0,
  );
  const perMetre = size.height / 2 / (reach * margin);
  const spot = (position: Position) => ({
    x: size.width / 2 + at(position).east * perMetre,
    y: size.height / 2 - at(position).north * perMetre,
  });
  const [sent, file] = [spot(claimed), exif && spot(exif)];
  const bar_m = roundLength(90 / perMetre);
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} className={classes.map} role="img" aria-label={label}>
      {zone && <circle cx={size.width / 2} cy={size.height / 2} r={zone.radius_km * 1000 * perMetre} className={classes.zone} />}
      {claimed.accuracy_m !== null && <circle cx={sent.x} cy={sent.y} r={claimed.accuracy_m * perMetre} className={classes.accuracy} />}
      <circle cx={sent.x} cy={sent.y} r="5" className={classes.claimed} />
      {file && <path d={`M${file.x} ${file.y - 6}l6 6-6 6-6-6z`} className={classes.exif} />}
      <path d={`M12 ${size.height - 15}v4h${bar_m * perMetre}v-4`} className={classes.bar} />
      <text x="12" y={size.height - 20} className={classes.text}>
        {formats.distance(bar_m)}
      </text>
    </svg>
  );
}
