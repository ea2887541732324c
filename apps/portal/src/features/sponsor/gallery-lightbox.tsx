import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Dialog } from "../../components/dialog/dialog.tsx";
import { ReceiptCheck } from "../../components/trail/receipt-check.tsx";
import classes from "./gallery.module.css";
import { type Item, Picture, useItemNames } from "./gallery-item.tsx";
import { galleryWords } from "./gallery-words.ts";

interface LightboxProps {
  item: Item;
  onClose: () => void;
  /** Undefined at the ends. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onGone: () => void;
}

/** One picture in full, who paid for its action, and its receipt. */
export function GalleryLightbox({ item, onClose, onPrevious, onNext, onGone }: LightboxProps) {
  const t = useWords(galleryWords);
  const names = useItemNames()(item);
  const turn = ({ key }: KeyboardEvent) => {
    if (key === "ArrowLeft") onPrevious?.();
    if (key === "ArrowRight") onNext?.();
  };
  return (
    <Dialog opened onClose={onClose} size="xl" title={names.mission} closeButtonProps={{ "aria-label": t("close") }} onKeyDown={turn}>
      <div className={classes.stage}>
        {item.pictures.map((picture) => (
          <Picture key={picture.picture_id} picture={picture} alt={t("alt", names)} onGone={onGone} />
        ))}
      </div>
      <div className={classes.turn}>
        <ActionIcon variant="default" size="lg" aria-label={t("previous")} disabled={onPrevious === undefined} onClick={onPrevious}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <small>{t("keys")}</small>
        <ActionIcon variant="default" size="lg" aria-label={t("next")} disabled={onNext === undefined} onClick={onNext}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Facts item={item} />
    </Dialog>
  );
}

function Facts({ item }: { item: Item }) {
  const t = useWords(galleryWords);
  const formats = useFormats();
  const names = useItemNames()(item);
  const degrees = (value: number) => formats.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const ledger_id = item.shares.find((share) => share.ledger_id !== null)?.ledger_id;
  return (
    <div className={classes.facts}>
      <dl>
        <dt>{t("zone")}</dt>
        <dd>{names.zone}</dd>
        <dt>{t("day")}</dt>
        <dd>{names.day}</dd>
        <dt>{t("place")}</dt>
        <dd className="tabular">{t("about", { north: degrees(item.lat), east: degrees(item.lng) })}</dd>
        {item.shares.map((share) => (
          <div key={share.campaign_id}>
            <dt>{t("paid_by")}</dt>
            <dd>
              {share.campaign_title}
              <small className="tabular">
                {formats.money(share.amount_minor, share.currency)} ·{" "}
                {share.parts === share.of_parts
                  ? t("whole")
                  : t("share", { share: formats.share(Math.round((share.parts / share.of_parts) * 10_000)) })}
              </small>
            </dd>
          </div>
        ))}
      </dl>
      <section>
        <h3>{t("receipt")}</h3>
        {ledger_id ? <ReceiptCheck id={ledger_id} /> : <p>{t("no_receipt")}</p>}
      </section>
    </div>
  );
}
