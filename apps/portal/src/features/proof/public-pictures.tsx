import { proofContract } from "@oneheart/contracts";
import { useState } from "react";
import { type Answer, useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { Card } from "../../components/page/page.tsx";
import { useZones } from "../map/use-zones.ts";
import classes from "./public-pictures.module.css";

const words = defineWords(
  "public-pictures",
  {
    title: "What it looks like",
    more: "Players let everybody see these. Faces are blurred, and a person looked at each before it was released.",
    alt: "Evidence from {{place}}",
    somewhere: "the programme",
  },
  {
    title: "ภาพจากสถานที่จริง",
    more: "ผู้เล่นอนุญาตให้ทุกคนเห็นภาพเหล่านี้ ใบหน้าถูกเบลอ และมีคนตรวจทุกภาพก่อนเผยแพร่",
    alt: "หลักฐานจาก {{place}}",
    somewhere: "โครงการ",
  },
);

type Picture = Answer<typeof proofContract.operations.publicPictures>["items"][number];

/** The newest pictures that everybody may see; nothing at all while there are none. */
export function PublicPictures() {
  const t = useWords(words);
  const { data } = useRead(proofContract.operations.publicPictures, { limit: 8 });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card title={t("title")}>
      <p className={classes.more}>{t("more")}</p>
      <ul className={classes.grid}>
        {data.items.map((picture) => (
          <Item key={picture.picture_id} picture={picture} />
        ))}
      </ul>
    </Card>
  );
}

/** One that cannot be shown any more is left out. */
function Item({ picture: { picture_url, width_px, height_px, captured_at, lat, lng } }: { picture: Picture }) {
  const t = useWords(words);
  const formats = useFormats();
  const [isGone, setGone] = useState(false);
  const place = useZoneAt(lat, lng) ?? t("somewhere");
  if (isGone) return null;
  return (
    <li>
      <figure className={classes.item}>
        <img
          src={picture_url}
          width={width_px}
          height={height_px}
          alt={t("alt", { place })}
          loading="lazy"
          decoding="async"
          onError={() => setGone(true)}
        />
        <figcaption>
          <span>{place}</span>
          <small>{formats.day(captured_at)}</small>
        </figcaption>
      </figure>
    </li>
  );
}

/** The zone whose middle is nearest; places are told to a kilometre only. */
function useZoneAt(lat: number, lng: number): string | undefined {
  const { zones } = useZones();
  const away = (zone: { location_lat: number; location_lng: number }) =>
    Math.hypot(zone.location_lat - lat, (zone.location_lng - lng) * Math.cos((lat * Math.PI) / 180));
  return zones.toSorted((a, b) => away(a) - away(b))[0]?.name;
}
