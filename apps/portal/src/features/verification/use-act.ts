import { useCallback, useRef, useState } from "react";
import type { SettledAct, WaitingAct } from "../../app/outbox.ts";
import { useSettled, useWaitingActs } from "../../app/use-outbox.ts";

export const reviewPath = "/review";
export const decideKind = "decideReview";

/** The decision that was made here and is not sent yet, and the last one that was not taken. */
export function useDecided(onSent: () => void): { act: WaitingAct | undefined; refused: SettledAct | undefined; forget: () => void } {
  const [refused, setRefused] = useState<SettledAct>();
  const sent = useRef(onSent);
  sent.current = onSent;
  const hear = useCallback((settled: SettledAct) => {
    if (settled.act.kind !== decideKind) return;
    if (settled.error === undefined) sent.current();
    else setRefused(settled);
  }, []);
  useSettled(hear);
  const act = useWaitingActs().find(({ kind }) => kind === decideKind);
  return { act, refused, forget: () => setRefused(undefined) };
}
