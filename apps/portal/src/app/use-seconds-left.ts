import { useEffect, useState } from "react";

/** Whole seconds until a moment, counted down; never below 0. */
export function useSecondsLeft(until_ms: number): number {
  const left = () => Math.max(0, Math.ceil((until_ms - Date.now()) / 1000));
  const [, setTick] = useState(0);
  const left_s = left();
  useEffect(() => {
    if (left_s === 0) return;
    const timer = setTimeout(() => setTick((tick) => tick + 1), Math.max(50, until_ms - Date.now() - (left_s - 1) * 1000));
    return () => clearTimeout(timer);
  });
  return left_s;
}
