import { Button } from "@mantine/core";
import { IconPhotoOff } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import type { Copy } from "./copy.ts";
import classes from "./pictures.module.css";
import { picturesWords } from "./pictures-words.ts";
import { least_px, type Rectangle, spanned, stepped } from "./rectangle.ts";

export type CopyView = "others" | "original";

interface CopyPictureProps {
  copy: Copy;
  view: CopyView;
  /** Where the next region would be, while it is drawn. */
  draft: Rectangle | undefined;
  onDraft: (draft: Rectangle | undefined) => void;
  onBlur: (region: Rectangle) => void;
  mayChange: boolean;
  onSeen: () => void;
  onReload: () => void;
  drawing: RefObject<SVGSVGElement | null>;
}

/** The picture with its regions, on which one draws more of them. */
export function CopyPicture({ copy, view, onSeen, onReload, ...draw }: CopyPictureProps) {
  const t = useWords(picturesWords);
  const [broken, setBroken] = useState<string>();
  const url = view === "others" ? copy.blurred_url : copy.original_url;
  if (url === null || copy.width_px === null || copy.height_px === null)
    return (
      <div className={classes.waiting} role="status">
        {copy.obstacle?.words ?? (copy.state === "withdrawn" ? t("withdrawn_more") : t("being_made"))}
      </div>
    );
  if (broken === url)
    return (
      <div className={classes.waiting} role="alert">
        <IconPhotoOff size={28} aria-hidden />
        {t("unreachable")}
        <Button variant="default" size="xs" onClick={onReload}>
          {t("again")}
        </Button>
      </div>
    );
  return (
    <div className={classes.picture}>
      <img
        src={url}
        width={copy.width_px}
        height={copy.height_px}
        alt={t(view === "others" ? "alt_others" : "alt_original")}
        draggable={false}
        onLoad={() => view === "others" && onSeen()}
        onError={() => setBroken(url)}
      />
      <Regions copy={copy} size={{ width: copy.width_px, height: copy.height_px }} {...draw} />
    </div>
  );
}

type RegionsProps = Pick<CopyPictureProps, "copy" | "draft" | "onDraft" | "onBlur" | "mayChange" | "drawing"> & {
  size: { width: number; height: number };
};

function Regions({ copy: { regions }, size, draft, onDraft, onBlur, mayChange, drawing }: RegionsProps) {
  const t = useWords(picturesWords);
  const from = useRef<{ x: number; y: number }>(undefined);
  const at = ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const scale = size.width / box.width;
    return { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale };
  };
  const finish = () => {
    if (draft !== undefined && draft.width >= least_px && draft.height >= least_px) onBlur(draft);
    onDraft(undefined);
  };
  const press = (event: KeyboardEvent) => {
    if (draft === undefined) return;
    const step = Math.max(4, Math.round(size.width / 60));
    const [dx, dy] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [0, 0];
    if (dx !== 0 || dy !== 0) onDraft(stepped(draft, { dx: dx!, dy: dy!, resizes: event.shiftKey }, size));
    else if (event.key === "Enter") finish();
    else if (event.key === "Escape") onDraft(undefined);
    else return;
    event.preventDefault();
  };
  const drag = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      from.current = at(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (from.current !== undefined) onDraft(spanned(from.current, at(event), size));
    },
    onPointerUp: () => {
      from.current = undefined;
      finish();
    },
    onPointerCancel: () => {
      from.current = undefined;
      onDraft(undefined);
    },
  };
  return (
    <svg
      ref={drawing}
      viewBox={`0 0 ${size.width} ${size.height}`}
      className={classes.regions}
      role="application"
      aria-label={t("draw", { count: regions.length })}
      tabIndex={mayChange ? 0 : -1}
      onKeyDown={mayChange ? press : undefined}
      {...(mayChange ? drag : {})}
    >
      {regions.map(({ region_id, left, top, width, height, found_by }) => (
        <rect key={region_id} x={left} y={top} width={width} height={height} data-by={found_by} />
      ))}
      {draft && <rect x={draft.left} y={draft.top} width={draft.width} height={draft.height} data-by="draft" />}
    </svg>
  );
}
