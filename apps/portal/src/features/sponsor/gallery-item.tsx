import type { sponsorContract } from "@oneheart/contracts";
import { IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import type { Answer } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import classes from "./gallery.module.css";
import { galleryWords } from "./gallery-words.ts";

export type Item = Answer<typeof sponsorContract.operations.sponsorGallery>["items"][number];

/** What an item is called: where it is a text for the eye, and where it stands for the picture. */
export function useItemNames() {
  const t = useWords(galleryWords);
  const formats = useFormats();
  return ({ mission_title, zone_name, day }: Item) => ({
    mission: mission_title ?? t("mission_gone"),
    zone: zone_name ?? t("zone_gone"),
    day: formats.day(day),
  });
}

/** A picture in the grid. */
export function GalleryItem({ item, onOpen, onGone }: { item: Item; onOpen: () => void; onGone: () => void }) {
  const t = useWords(galleryWords);
  const names = useItemNames()(item);
  const { length: count } = item.pictures;
  return (
    <li>
      <button type="button" className={classes.item} onClick={onOpen} aria-label={t("open", names)}>
        <Picture picture={item.pictures[0]!} alt="" onGone={onGone} />
        <span className={classes.caption}>
          <strong>{names.mission}</strong>
          <span>{names.zone}</span>
          <span className={classes.foot}>
            <span>{names.day}</span>
            {count > 1 && <span>{t("pictures", { count })}</span>}
          </span>
        </span>
      </button>
    </li>
  );
}

interface PictureProps {
  picture: Item["pictures"][number];
  alt: string;
  /** Its link is too old, or its player changed their mind. */
  onGone: () => void;
}

/** A blurred copy. Its link lives for minutes, and may be shown no more at any time. */
export function Picture({ picture: { picture_url, width_px, height_px }, alt, onGone }: PictureProps) {
  const t = useWords(galleryWords);
  const [broken, setBroken] = useState<string>();
  if (broken === picture_url)
    return (
      <span className={classes.gone}>
        <IconPhotoOff size={28} aria-hidden />
        {t("gone")}
      </span>
    );
  return (
    <img
      src={picture_url}
      width={width_px}
      height={height_px}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={() => {
        setBroken(picture_url);
        onGone();
      }}
    />
  );
}
