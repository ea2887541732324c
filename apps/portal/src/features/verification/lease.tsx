import { IconClock } from "@tabler/icons-react";
import { useWords } from "../../app/i18n.ts";
import { useSecondsLeft } from "../../app/use-seconds-left.ts";
import classes from "./review.module.css";
import { reviewWords } from "./review-words.ts";

const soon_s = 120;

/** How long the item is still the reviewer's. It is read out when little is left, not every second. */
export function Lease({ left_s, onExtend }: { left_s: number; onExtend: () => void }) {
  const t = useWords(reviewWords);
  const time = `${Math.floor(left_s / 60)}:${String(left_s % 60).padStart(2, "0")}`;
  const isSoon = left_s <= soon_s;
  return (
    <div className={classes.lease} data-soon={isSoon || undefined}>
      <IconClock size={16} aria-hidden />
      <span className="tabular">{t("yours", { time })}</span>
      <span role="status" className="visually-hidden">
        {isSoon && t("yours", { time: `${Math.ceil(left_s / 60)}:00` })}
      </span>
      <button type="button" onClick={onExtend}>
        {t("extend")} <kbd>X</kbd>
      </button>
    </div>
  );
}

export function useLease(held_until: string | null): number {
  return useSecondsLeft(held_until === null ? 0 : Date.parse(held_until));
}
