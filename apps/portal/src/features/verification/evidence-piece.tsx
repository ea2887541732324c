import { Button } from "@mantine/core";
import { IconPhotoOff } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import classes from "./evidence.module.css";
import { reviewWords } from "./review-words.ts";

interface PieceProps {
  url: string;
  type: string;
  alt: string;
  /** How far it is drawn larger, and from where. */
  transform?: string;
  onSeen: () => void;
  onBroken: () => void;
  /** Asks for new links: they are good for some minutes. */
  onReload: () => void;
}

/** Whoever looks for less has not seen it. */
const look_ms = 400;
const whole = 0.98;
const watched = 0.9;
/** What the head of the page and the bar of decisions may cover. */
const uncovered = "-56px 0px -64px";

/** A picture or a film, which tells when it was on the screen as a whole. */
export function EvidencePiece({ url, type, alt, transform, onSeen, onBroken, onReload }: PieceProps) {
  const t = useWords(reviewWords);
  const frame = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "shown" | "broken" | "unreachable">("loading");
  const isFilm = type.startsWith("video/");
  useInFull(frame, state === "shown" && !isFilm, onSeen);
  const fail = async () => {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    setState(isThere ? "broken" : "unreachable");
    if (isThere) onBroken();
  };
  const again = () => {
    setState("loading");
    onReload();
  };
  return (
    <div ref={frame} className={classes.frame} data-state={state}>
      {isFilm ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for evidence.
        <video
          src={url}
          controls
          playsInline
          aria-label={alt}
          onLoadedData={() => setState("shown")}
          onError={() => void fail()}
          onTimeUpdate={({ currentTarget }) => playedShare(currentTarget) >= watched && onSeen()}
        />
      ) : (
        <img
          key={url}
          src={url}
          alt={alt}
          draggable={false}
          style={{ transform }}
          onLoad={() => setState("shown")}
          onError={() => void fail()}
        />
      )}
      {(state === "broken" || state === "unreachable") && (
        <div role="alert" className={classes.trouble}>
          <IconPhotoOff size={28} aria-hidden />
          {t(state)}
          {state === "unreachable" && (
            <Button variant="default" size="xs" onClick={again}>
              {t("again")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Calls once the element was on the screen as a whole for a moment. */
function useInFull(element: RefObject<HTMLElement | null>, isReady: boolean, onSeen: () => void): void {
  const latest = useRef(onSeen);
  latest.current = onSeen;
  useEffect(() => {
    if (!isReady || element.current === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer);
        if (entry!.intersectionRatio < whole) return;
        timer = setTimeout(() => {
          observer.disconnect();
          latest.current();
        }, look_ms);
      },
      { threshold: whole, rootMargin: uncovered },
    );
    observer.observe(element.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [isReady, element]);
}

function playedShare({ played, duration }: HTMLVideoElement): number {
  let played_s = 0;
  for (let at = 0; at < played.length; at += 1) played_s += played.end(at) - played.start(at);
  return played_s / duration;
}
