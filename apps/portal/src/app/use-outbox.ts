import { useEffect, useSyncExternalStore } from "react";
import type { SettledAct, WaitingAct } from "./outbox.ts";
import { usePortal, useSession } from "./portal-context.tsx";

/** The acts of whoever is signed in that were not sent yet. */
export function useWaitingActs(): readonly WaitingAct[] {
  const { outbox } = usePortal();
  const { person } = useSession();
  const acts = useSyncExternalStore(outbox.subscribe, outbox.acts);
  return acts.filter(({ person_id }) => person_id === person?.id);
}

export function useSettled(listener: (settled: SettledAct) => void): void {
  const { outbox } = usePortal();
  useEffect(() => outbox.onSettled(listener), [outbox, listener]);
}
