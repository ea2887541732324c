import { type PointerEvent, useRef, useState } from "react";

const step = 1.5;
const most = 8;

/** How near pictures are drawn: both of a pair alike, so that they stay comparable. */
export function useZoom() {
  const [{ k, x, y }, setView] = useState({ k: 1, x: 0, y: 0 });
  const from = useRef<{ x: number; y: number }>(undefined);
  const scale = (factor: number) =>
    setView((view) => {
      const next = Math.min(most, Math.max(1, view.k * factor));
      return next === 1 ? { k: 1, x: 0, y: 0 } : { ...view, k: next };
    });
  return {
    transform: k === 1 ? undefined : `translate(${x}px, ${y}px) scale(${k})`,
    nearer: () => scale(step),
    further: () => scale(1 / step),
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        from.current = { x: event.clientX - x, y: event.clientY - y };
      },
      onPointerMove: (event: PointerEvent) => {
        if (from.current === undefined || k === 1 || event.buttons === 0) return;
        setView({ k, x: event.clientX - from.current.x, y: event.clientY - from.current.y });
      },
      onPointerUp: () => {
        from.current = undefined;
      },
    },
  };
}
