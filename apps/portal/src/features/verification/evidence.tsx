import { IconCheck, IconEye, IconMaximize, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { Dialog } from "../../components/dialog/dialog.tsx";
import classes from "./evidence.module.css";
import { EvidencePiece } from "./evidence-piece.tsx";
import type { Item } from "./item.ts";
import { reviewWords } from "./review-words.ts";
import type { Piece, Seen } from "./seen.ts";
import { useZoom } from "./zoom.ts";

const views = ["side", "swipe", "flicker"] as const;
type View = (typeof views)[number];
const flicker_ms = 700;

interface EvidenceProps {
  item: Item;
  seen: Seen;
  onReload: () => void;
}

/** What was sent, beside what it looks like: side by side, one wiped over the other, or in turn. */
export function Evidence({ item, seen, onReload }: EvidenceProps) {
  const t = useWords(reviewWords);
  const [view, setView] = useState<View>("side");
  const [at, setAt] = useState(0);
  const [divide, setDivide] = useState(50);
  const [isFull, setFull] = useState(false);
  const zoom = useZoom();
  const matches = item.matches.filter(({ media_url }) => media_url !== null);
  const match = matches[at % Math.max(matches.length, 1)];
  const isPair = match !== undefined;
  const isFilm = item.media_type.startsWith("video/");
  const isFirst = useFlicker(view === "flicker" && isPair);
  useKeys({
    v: () => isPair && setView(views[(views.indexOf(view) + 1) % views.length]!),
    f: () => !isFilm && setFull(true),
    "+": zoom.nearer,
    "=": zoom.nearer,
    "-": zoom.further,
  });
  const piece = (which: Piece, url: string, type: string, alt: string) => (
    <EvidencePiece
      key={`${item.item_id} ${which} ${at}`}
      {...{ url, type, alt, onReload }}
      transform={zoom.transform}
      onSeen={() => seen.see(which)}
      onBroken={() => seen.breaks(which)}
    />
  );
  return (
    <div className={classes.whole}>
      <div className={classes.stage} data-view={isPair ? view : "one"} {...zoom.handlers}>
        <figure data-front={(view === "flicker" && !isFirst) || undefined}>
          {piece("evidence", item.media_url, item.media_type, t("evidence"))}
          <figcaption>
            <strong>{t("evidence")}</strong> <SeenMark seen={seen} piece="evidence" isFilm={isFilm} />
          </figcaption>
        </figure>
        {match && (
          <figure
            data-front={(view === "flicker" && isFirst) || undefined}
            style={view === "swipe" ? { clipPath: `inset(0 0 0 ${divide}%)` } : undefined}
          >
            {piece("match", match.media_url!, item.media_type, t(match.kind === "file" ? "match_file" : "match_picture"))}
            <figcaption>
              <strong>{t(match.kind === "file" ? "match_file" : "match_picture")}</strong> {matchWords(match, t)}{" "}
              <SeenMark seen={seen} piece="match" isFilm={isFilm} />
            </figcaption>
          </figure>
        )}
      </div>
      <div className={classes.tools}>
        {isPair && (
          <fieldset className={classes.views}>
            <legend className="visually-hidden">{t("views")}</legend>
            {views.map((one) => (
              <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
                {t(`view_${one}`)}
              </button>
            ))}
            <kbd>V</kbd>
          </fieldset>
        )}
        {isPair && view === "swipe" && (
          <input
            type="range"
            aria-label={t("divide")}
            min="0"
            max="100"
            value={divide}
            onChange={(event) => setDivide(Number(event.currentTarget.value))}
          />
        )}
        {matches.length > 1 && (
          <button type="button" className={classes.tool} onClick={() => setAt(at + 1)}>
            {t("match_next")} · {t("match_of", { at: (at % matches.length) + 1, of: matches.length })}
          </button>
        )}
        {!isFilm && (
          <>
            <button type="button" className={classes.tool} aria-label={t("nearer")} title={t("nearer")} onClick={zoom.nearer}>
              <IconZoomIn size={18} aria-hidden /> <kbd>+</kbd>
            </button>
            <button type="button" className={classes.tool} aria-label={t("further")} title={t("further")} onClick={zoom.further}>
              <IconZoomOut size={18} aria-hidden /> <kbd>−</kbd>
            </button>
            <button type="button" className={classes.tool} aria-label={t("full")} title={t("full")} onClick={() => setFull(true)}>
              <IconMaximize size={18} aria-hidden /> <kbd>F</kbd>
            </button>
          </>
        )}
      </div>
      <Dialog
        opened={isFull}
        onClose={() => setFull(false)}
        fullScreen
        title={t("evidence")}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <img src={item.media_url} alt={t("evidence")} />
      </Dialog>
    </div>
  );
}

function matchWords(
  match: Item["matches"][number],
  t: (key: "same_player" | "other_player" | "before" | "after" | "differ", values?: { count: number }) => string,
): string {
  const parts = [t(match.arrived), t(match.same_player ? "same_player" : "other_player")];
  if (match.kind === "picture" && match.distance !== null) parts.push(t("differ", { count: match.distance }));
  return parts.join(" · ");
}

function SeenMark({ seen, piece, isFilm }: { seen: Seen; piece: Piece; isFilm: boolean }) {
  const t = useWords(reviewWords);
  const isSeen = seen.seen.has(piece);
  const Icon = isSeen ? IconCheck : IconEye;
  return (
    <span className={classes.mark} data-seen={isSeen || undefined}>
      <Icon size={14} aria-hidden />
      {isSeen ? t("seen") : t(isFilm ? "watch" : "not_seen")}
    </span>
  );
}

/** Turns over by itself. */
function useFlicker(active: boolean): boolean {
  const [isFirst, setFirst] = useState(true);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setFirst((one) => !one), flicker_ms);
    return () => clearInterval(timer);
  }, [active]);
  return isFirst;
}
